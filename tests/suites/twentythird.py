"""A fifth list to work on, written after the mending for `twentysecond`, none
tried before.

At its first reading 13 of 23 were right (English 3 of 7, Chinese 10 of 16), 1 had another target
without a word, 3 were refused without need.
"""

from statement_suite import Case

BUS_ZH = """班次号 id; 车载视频 video; 油门信号 series; 到站延误秒 number; 油耗升 number; 客流量
 integer 0..200; 急刹次数 integer 0..30; 驾驶风格 category =平稳,激进,疲劳; 是否事故 boolean;
 事故等级 category =一般,轻微,重大; 线路 category =1路,2路; 司机姓名 category =何,吕; 维修单
 text; 天气 category =晴,雨"""
FACE_ZH = """样本号 id; 面部照片 image; 皮肤光谱 vector; 肤质 category =中性,干性,油性; 皱纹分数
 number 0..10; 色斑分数 number 0..10; 毛孔分数 number 0..10; 真实年龄 integer 15..80; 是否过敏
 boolean; 使用产品 set; 顾问建议 text; 城市 category =广州,杭州; 复购 boolean; 复购间隔天
 number"""
SEED_ZH = """种子号 id; RGB图像 image; 高光谱 vector; 是否发芽 boolean; 发芽天数 number; 活力等级
 category =强,弱,中; 含水率 number; 千粒重克 number; 品系 category =甲1,乙2; 仓库 category
 =东仓,西仓; 检验报告 text; 虫蛀 boolean"""
NEWS_ZH = """稿件号 id; 标题 text; 正文 text; 配图 image; 栏目 category =体育,国际,财经; 阅读量
 integer 0..999999; 完读率 number; 评论数 integer 0..9999; 是否谣言 boolean; 情感倾向 category
 =中性,正面,负面; 编辑 category =卢,韦; 发布渠道 category =app,网页; 辟谣说明 text"""
TOOL_ZH = """刀具号 id; 切削力 series; 声发射 audio; 刀面照片 image; 磨损量um number; 剩余寿命分钟
 number; 是否崩刃 boolean; 表面粗糙度 number; 工件材料 category =钛,钢,铝; 机床 category
 =M1,M2; 操作记录 text; 主轴转速 number; 报废 boolean"""
GLACIER = """site_id id; sat_image image; temp_series series; melt_rate_mm_d number; area_km2
 number; retreat_m number; crevassed boolean; hazard_class category =high,low,moderate;
 lat latitude; lon longitude; field_notes text; survey_year integer 1990..2024; debris_pct
 number"""
GAME = """match_id id; replay series; voice_chat audio; draft set; team_a_win boolean; duration_min
 number; gold_diff_15 number; final_gold_diff number; rank_tier category 
 =bronze,gold,silver; toxic boolean; reports integer 0..20; patch category =p1,p2; mvp_role category
 =carry,support,tank"""
BABY = """case_id id; cry_audio audio; crib_video video; heart_rate series; cry_reason category
 =hungry,pain,tired; age_months integer 0..24; apgar integer 0..10; jaundice boolean;
 bilirubin_mg_dl number; nurse_note text; ward category =w1,w2; weight_g number;
 days_to_discharge number; readmitted boolean"""

SEEN = (
    Case(
        "驾驶风格",
        BUS_ZH,
        "用车载视频和油门信号区分司机的驾驶风格，司机是谁不能告诉模型",
        "驾驶风格",
        "multiclass",
        without="司机姓名",
    ),
    Case(
        "延误-b",
        BUS_ZH,
        "公交到站会晚多少秒，MAE小于30秒最好，维修单不用",
        "到站延误秒",
        "regression",
        "mae",
        without="维修单",
    ),
    Case(
        "事故轻重",
        BUS_ZH,
        "把事故按轻微、一般、重大分级（依次加重），是否事故这列跟它重复，丢掉",
        "事故等级",
        "ordinal",
        levels="轻微 一般 重大",
        without="是否事故",
    ),
    Case(
        "三个分数",
        FACE_ZH,
        "照片输入，输出皱纹、色斑、毛孔三个分数，顾问建议不要",
        "皱纹分数 色斑分数 毛孔分数",
        "multitarget",
        without="顾问建议",
    ),
    Case(
        "肤质",
        FACE_ZH,
        "我是做护肤品的，客户上传自拍，希望告诉她是干性、油性还是中性皮肤。真实年龄可以用，城市别用。",
        "肤质",
        "multiclass",
        without="城市",
    ),
    Case(
        "复购",
        FACE_ZH,
        "谁会再买？间隔天数肯定不能用",
        "复购",
        "binary",
        without="复购间隔天",
    ),
    Case(
        "发芽",
        SEED_ZH,
        "基于高光谱判断种子能不能发芽，发芽天数和检验报告都是之后的结果，准确率",
        "是否发芽",
        "binary",
        "accuracy",
        without="发芽天数 检验报告",
    ),
    Case(
        "活力",
        SEED_ZH,
        "种子活力分弱中强三等，预测它，仓库不作为特征",
        "活力等级",
        "ordinal",
        levels="弱 中 强",
        without="仓库",
    ),
    Case(
        "含水率",
        SEED_ZH,
        "无损测水分：高光谱 → 含水率；决定系数；参数量≤5万",
        "含水率",
        "regression",
        "r2",
        params=50_000,
    ),
    Case(
        "谣言-b",
        NEWS_ZH,
        "鉴别谣言，標題、正文、配圖都看；闢謠說明是後補的，別用；F1",
        "是否谣言",
        "binary",
        "f1",
        without="辟谣说明",
    ),
    Case(
        "阅读量",
        NEWS_ZH,
        "发稿前估算阅读量，完读率和评论数当时还没有，编辑也不用，对数误差",
        "阅读量",
        "regression",
        "rmsle",
        without="完读率 评论数 编辑",
    ),
    Case(
        "倾向",
        NEWS_ZH,
        "稿子的情感是正面、负面还是中性？只要标题和正文，各类同等重要",
        "情感倾向",
        "multiclass",
        "f1_macro balanced_accuracy recall_macro",
        only="标题 正文",
    ),
    Case(
        "刀具寿命",
        TOOL_ZH,
        "刀还能用多久？切削力加声发射，剩余寿命单位分钟，磨损量现场量不到，不用",
        "剩余寿命分钟",
        "regression",
        without="磨损量um",
    ),
    Case(
        "崩刃",
        TOOL_ZH,
        "监测崩刃，延时≤5ms，漏检率要低，操作记录和报废两列删除",
        "是否崩刃",
        "binary",
        "recall f2",
        latency=5,
        without="操作记录 报废",
    ),
    Case(
        "glacier-melt",
        GLACIER,
        "melt rate (mm per day) from satellite + temperature series. coordinates not allowed;"
        " notes neither. RMSE",
        "melt_rate_mm_d",
        "regression",
        "rmse",
        without="lat lon field_notes",
    ),
    Case(
        "glacier-hazard",
        GLACIER,
        "Our office needs the hazard class of each site, which goes low, moderate, high."
        " Retreat has been used to define it so skip that column.",
        "hazard_class",
        "ordinal",
        levels="low moderate high",
        without="retreat_m",
    ),
    Case(
        "game-win",
        GAME,
        "at minute 15, who wins? everything about the end of the match (duration, final gold,"
        " mvp) is forbidden. log loss",
        "team_a_win",
        "binary",
        "log_loss",
        without="duration_min final_gold_diff mvp_role",
    ),
    Case(
        "game-toxic",
        GAME,
        "flag toxic voice chats. Reports come in days later so they're no use. False accusations"
        " are what we fear most.",
        "toxic",
        "binary",
        "precision",
        without="reports",
    ),
    Case(
        "baby-cry",
        BABY,
        "Why does the baby cry? (hungry / pain / tired). Sound and video only.",
        "cry_reason",
        "multiclass",
        only="cry_audio crib_video",
    ),
    Case(
        "baby-bili",
        BABY,
        "Non-invasive bilirubin estimate, in mg/dl, mean absolut error. Jaundice is the doctors"
        " conclusion from it: not an input. Same for nurse note.",
        "bilirubin_mg_dl",
        "regression",
        "mae",
        without="jaundice nurse_note",
    ),
)

UNCLEAR = (
    Case("分数", FACE_ZH, "预测皮肤分数", ask="皱纹分数 色斑分数 毛孔分数"),
    Case("game-gold", GAME, "predict gold", ask="gold_diff_15 final_gold_diff"),
    Case("刀具", TOOL_ZH, "做一个刀具的预测模型", ask="磨损量um 是否崩刃"),
)

KNOWN = {
    "复购": "refused",  # "再买" for `复购`
}
