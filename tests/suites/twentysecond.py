"""A fourth list to work on, written after the mending for `twentyfirst`, none
tried before.

At its first reading 13 of 20 were right (English 3 of 7, Chinese 10 of 13), 3 had another target
without a word, 1 was refused without need.
"""

from statement_suite import Case

GYM_ZH = """会员号 id; 体测照片 image; 训练视频 video; 问卷 text; 体脂率 number; 肌肉量kg number;
 是否续卡 boolean; 剩余课时 integer 0..90; 私教 category =阿强,小美; 目标类型
 category =减脂,塑形,增肌; 心率曲线 series; 受伤 boolean; 退款记录 text; 会员等级 category
 =普通,金卡,银卡"""
LAW_ZH = """合同号 id; 合同正文 text; 扫描件 image; 风险等级 category =中风险,低风险,高风险; 金额万元
 number; 是否违约 boolean; 违约天数 number; 合同类型 category =租赁,采购,劳务; 签约日期 date;
 法务意见 text; 对方公司 category =甲,乙; 仲裁结果 category =胜,败"""
MINE_ZH = """工作面 id; 微震信号 series; 巷道照片 image; 瓦斯浓度 number; 涌水量 number; 顶板下沉量mm
 number; 是否冒顶 boolean; 预警级别 category =一级,二级,三级; 班次 category =早,中,晚; 安全员记录
 text; 煤层厚度 number; 推进速度 number"""
WINE_ZH = """酒样编号 id; 色谱 vector; 酒标图 image; 酒评 text; 酸度 number; 糖度 number; 年份 integer
 1980..2023; 葡萄品种 category =梅洛,赤霞珠,黑皮诺; 评分 integer 80..100; 售价元 number;
 是否木塞污染 boolean; 产国 category =意大利,法国,西班牙"""
METER_ZH = """表号 id; 用电曲线 series; 现场照片 image; 月用电量 number; 年用电量 number; 是否窃电
 boolean; 稽查结论 text; 追缴金额 number; 用户类别 category =商业,居民,工业; 变压器容量 number;
 抄表员 category =孙,周; 投诉文本 text"""
BIRD = """clip_id id; song_clip audio; spectrogram image; species category =robin,thrush,wren;
 recordist category =r1,r2; quality_rating integer 1..5; elevation_m number; month integer
 1..12; nest_nearby boolean; brood_size integer 0..8; remarks text; weight_g number;
 wing_mm number"""
PRINT3D = """job_id id; gcode text; nozzle_cam video; vibration series; print_failed boolean;
 failure_type category =detached,none,stringing,warping; surface_finish category
 =excellent,fair,good,poor; print_time_min number; filament_g number; printer category
 =p1,p2; post_inspection text; tensile_mpa number"""
FUND = """startup_id id; pitch_text text; pitch_video video; founder_photo image; raised_usd
 number; valuation_usd number; funded boolean; months_to_exit number; exited boolean;
 sector category =bio,fintech,saas; founder_gender category =f,m; employees integer 1..500;
 revenue_next_year_usd number"""

SEEN = (
    Case(
        "续卡",
        GYM_ZH,
        "我们健身房想知道谁到期不会续卡，好提前联系。退款记录是退了才有的，剔除；私教是谁也不应影响判断。",
        "是否续卡",
        "binary",
        without="退款记录 私教",
    ),
    Case(
        "体脂",
        GYM_ZH,
        "拍张照就能测体脂，误差别超过3个点（MAE），只能用照片",
        "体脂率",
        "regression",
        "mae",
        only="体测照片",
    ),
    Case(
        "体脂肌肉",
        GYM_ZH,
        "体脂率和肌肉量要一块儿预测，问卷不用",
        "体脂率 肌肉量kg",
        "multitarget",
        without="问卷",
    ),
    Case(
        "合同风险",
        LAW_ZH,
        "合同风险分低、中、高三级，帮我做个评级模型，法务意见千万不要喂进去，Kappa评估",
        "风险等级",
        "ordinal",
        "cohen_kappa_quadratic cohen_kappa",
        levels="低风险 中风险 高风险",
        without="法务意见",
    ),
    Case(
        "违约",
        LAW_ZH,
        "合同会违约吗？违约天数、仲裁结果都属于未来信息",
        "是否违约",
        "binary",
        without="违约天数 仲裁结果",
    ),
    Case(
        "下沉",
        MINE_ZH,
        "用微震信号预测顶板下沉多少毫米，RMSE，推理要快，10ms",
        "顶板下沉量mm",
        "regression",
        "rmse",
        latency=10,
    ),
    Case(
        "预警级别",
        MINE_ZH,
        "判断该发几级预警（一级最严重），除了班次其他都能用",
        "预警级别",
        "ordinal",
        without="班次",
    ),
    Case(
        "葡萄",
        WINE_ZH,
        "这款酒是用哪种葡萄酿的？依据色谱。别让模型看酒标和酒评，上面直接写着。",
        "葡萄品种",
        "multiclass",
        without="酒标图 酒评",
    ),
    Case(
        "酸糖",
        WINE_ZH,
        "色谱→酸度、糖度，R2，两个都要",
        "酸度 糖度",
        "multitarget",
        "r2",
    ),
    Case(
        "酒价",
        WINE_ZH,
        "给酒定价，评分出来得晚，用不了。相对误差为准",
        "售价元",
        "regression",
        "mape smape wape",
        without="评分",
    ),
    Case(
        "偷电",
        METER_ZH,
        "抓偷电的用户，正样本很少，用PR曲线下面积。稽查结论和追缴金额是查完才有的。",
        "是否窃电",
        "binary",
        "average_precision",
        without="稽查结论 追缴金额",
    ),
    Case(
        "bird-who",
        BIRD,
        "who is singing - robin, thrush or wren? Use the song clip, ignore the picture."
        " Remarks often contain the name, so blind the model to them. macro-averaged recall",
        "species",
        "multiclass",
        "recall_macro balanced_accuracy",
        without="spectrogram remarks",
    ),
    Case(
        "bird-both",
        BIRD,
        "I'd want weight and wing length predicted together, but please not from the"
        " recordist or the quality rating.",
        "weight_g wing_mm",
        "multitarget",
        without="recordist quality_rating",
    ),
    Case(
        "print-fail",
        PRINT3D,
        "Stop bad prints early: will this print fail? What the post inspection says, the"
        " kind of failure and the tensile test are not there while printing. < 15ms",
        "print_failed",
        "binary",
        latency=15,
        without="post_inspection failure_type tensile_mpa",
    ),
    Case(
        "print-finish",
        PRINT3D,
        "rate surface finish poor->fair->good->excellent, wtihout the post inspection",
        "surface_finish",
        "ordinal",
        levels="poor fair good excellent",
        without="post_inspection",
    ),
    Case(
        "fund-raise",
        FUND,
        "How much money will they raise (USD)? Give me the median and an 80 % interval."
        " Valuation and next year's revenue are unknown then, and leave the founder's"
        " gender and photo out for fairness.",
        "raised_usd",
        "regression",
        "mae pinball",
        quantiles=(0.1, 0.5, 0.9),
        without="valuation_usd revenue_next_year_usd founder_gender founder_photo",
    ),
    Case(
        "fund-exit",
        FUND,
        "Model time to exit (months_to_exit, exited tells whether it has happened)."
        " C-index. Don't use valuation.",
        "months_to_exit exited",
        "survival",
        "c_index",
        without="valuation_usd",
    ),
)

UNCLEAR = (
    Case("用电量", METER_ZH, "预测用户的用电量", ask="月用电量 年用电量"),
    Case("fund-dollars", FUND, "predict the dollars", ask="raised_usd valuation_usd"),
    Case("健身效果", GYM_ZH, "预测健身效果", ask="体脂率"),
)

KNOWN = {
    "偷电": "refused",  # "偷电" for `是否窃电`
    "print-fail": "inputs",  # "while printing" for `printer`
}
