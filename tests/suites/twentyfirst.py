"""A third list to work on, written after the mending for `twentieth`, none tried
before: letters to a helper, chats, notes of a lab, people who write between languages.

At its first reading 12 of 23 were right (English 3 of 9, Chinese 9 of 14), 4 had another target
without a word, 4 were refused without need.
"""

from statement_suite import Case

BAKE_ZH = """订单号 id; 蛋糕照片 image; 顾客留言 text; 定金 number; 尾款 number; 制作工时 number;
 口味 category =巧克力,抹茶,草莓; 甜度 category =全糖,半糖,少糖,无糖; 是否退单 boolean;
 退单原因 text; 下单渠道 category =小程序,电话; 门店 category =一店,二店; 取货时间 date"""
WATER_ZH = """监测点 id; 水样照片 image; 光谱 series; 氨氮 number; 总磷 number; 溶解氧 number;
 pH值 number; 水质类别 category =I类,II类,III类,IV类,V类; 藻类爆发 boolean; 采样人
 category =丁,戊; 执法记录 text; 降雨量 number; 浊度 number"""
EXAM_ZH = """报告号 id; 眼底照片 image; OCT image; 视力 number; 眼压 number; 糖网分级 integer
 0..4; 是否青光眼 boolean; 转诊建议 text; 年龄 integer 5..95; 病史 text; 医院 category
 =甲院,乙院; 黄斑厚度 number"""
FORUM_ZH = """post_id id; 帖子正文 text; 配图 image; 点赞数 integer 0..9000; 回复数 integer
 0..900; 转发数 integer 0..900; 话题 category =体育,娱乐,科技; 是否广告 boolean; 举报次数
 integer 0..99; 发帖时间 date; 用户等级 category =新手,老手,达人; 审核意见 text"""
COLD_ZH = """车次 id; 温度曲线 series; 车厢视频 video; 货损率 number; 开门次数 integer 0..40;
 是否断链 boolean; 断链时长 number; 货物类型 category =水果,海鲜,疫苗; 司机 category =A,B;
 里程公里 number; 赔付金额 number; 签收备注 text"""
ROCK = """core_id id; thin_section image; xrf vector; well_log series; lithology category
 =limestone,sandstone,shale; porosity_pct number; permeability_md number; depth_m number;
 grain_size category =coarse,fine,medium; geologist_note text; company category =p,q;
 oil_stained boolean; age_ma number"""
CALL = """call_id id; recording audio; transcript text; wait_s number; talk_s number;
 intent category =billing,cancel,technical; resolved boolean; nps integer 0..10;
 agent_team category =blue,red; customer_since_years number; churned_30d boolean;
 follow_up_note text"""
PLANT = """pot_id id; leaf_photo image; soil_probe series; species category =basil,mint,sage;
 wilted boolean; days_to_wilt number; height_cm number; leaf_count integer 0..90;
 watering_ml number; gardener category =g1,g2; pest_level category =high,low,none;
 harvest_g number"""

SEEN = (
    Case(
        "退单",
        BAKE_ZH,
        "老板想知道哪些单子会退。退单原因、尾款都是后来的事，别放。准确率高点就好",
        "是否退单",
        "binary",
        "accuracy",
        without="退单原因 尾款",
    ),
    Case(
        "甜度",
        BAKE_ZH,
        "根据留言推荐甜度，从低到高是无糖、少糖、半糖、全糖，门店不用管",
        "甜度",
        "ordinal",
        levels="无糖 少糖 半糖 全糖",
        without="门店",
    ),
    Case(
        "工时",
        BAKE_ZH,
        "看图估一下做这个蛋糕要多少工时，MAE，单位小时",
        "制作工时",
        "regression",
        "mae",
    ),
    Case(
        "氨氮总磷",
        WATER_ZH,
        "由光谱反演氨氮和总磷两个指标，R2，采样人与此无关",
        "氨氮 总磷",
        "multitarget",
        "r2",
        without="采样人",
    ),
    Case(
        "水质",
        WATER_ZH,
        "请评定水质类别（I类最好，V类最差）。执法记录不可作为输入。",
        "水质类别",
        "ordinal",
        without="执法记录",
    ),
    Case(
        "藻类",
        WATER_ZH,
        "预警藻类爆发，误报无所谓，漏报不行；模型要跑在单片机上，大小不能超过500KB",
        "藻类爆发",
        "binary",
        "recall f2",
        params=500 * 1024 // 4,
    ),
    Case(
        "糖网-b",
        EXAM_ZH,
        "糖网筛查，0-4级，二次加权kappa。转诊建议是医生看完结果写的，要屏蔽；不同医院的数据都用，但医院名不进特征",
        "糖网分级",
        "ordinal",
        "cohen_kappa_quadratic",
        levels="0 1 2 3 4",
        without="转诊建议 医院",
    ),
    Case(
        "青光眼-b",
        EXAM_ZH,
        "用眼底照片、OCT和眼压detect青光眼，sensitivity最重要，转诊建议exclude掉",
        "是否青光眼",
        "binary",
        "recall f2",
        without="转诊建议",
    ),
    Case(
        "帖子广告",
        FORUM_ZH,
        "自动识别广告帖，举报次数和审核意见发帖时拿不到",
        "是否广告",
        "binary",
        without="举报次数 审核意见",
    ),
    Case(
        "帖子热度",
        FORUM_ZH,
        "一条帖子发出去能得多少赞？RMSLE。回复、转发这些互动数据不能当输入",
        "点赞数",
        "regression",
        "rmsle",
        without="回复数 转发数",
    ),
    Case(
        "冷链",
        COLD_ZH,
        "判断冷链有没有断，时长和赔付都是结果，不要用，签收备注也不要",
        "是否断链",
        "binary",
        without="断链时长 赔付金额 签收备注",
    ),
    Case(
        "货损",
        COLD_ZH,
        "预测货损率的90%区间（5%和95%分位），司机信息敏感，不许用",
        "货损率",
        "regression",
        "mae pinball",
        quantiles=(0.05, 0.95),
        without="司机",
    ),
    Case(
        "rock-type",
        ROCK,
        "lithology = f(thin section, xrf). nothing else goes in. bal acc",
        "lithology",
        "multiclass",
        "balanced_accuracy",
        only="thin_section xrf",
    ),
    Case(
        "rock-perm",
        ROCK,
        "Goal: permeability (mD). Its range is huge, so please look at the logarithmic error."
        " Porosity is measured on the same plug, hence taboo. The company's name shouldn't"
        " be seen by the net either.",
        "permeability_md",
        "regression",
        "rmsle",
        without="porosity_pct company",
    ),
    Case(
        "rock-grain",
        ROCK,
        "Tell fine, medium and coarse grained samples apart. They are ordered, of course.",
        "grain_size",
        "ordinal",
        levels="fine medium coarse",
    ),
    Case(
        "call-intent",
        CALL,
        "Dear all, in the first seconds of a call we must understand why the customer phones"
        " us: billing, cancel or technical. Everything that is only known once the call is"
        " over (talk time, whether it was resolved, NPS, the follow-up note) has to be kept"
        " away from the model.",
        "intent",
        "multiclass",
        without="talk_s resolved nps follow_up_note",
    ),
    Case(
        "call-churn",
        CALL,
        "churn in 30 days after call, PR-AUC, no nps pls",
        "churned_30d",
        "binary",
        "average_precision",
        without="nps",
    ),
    Case(
        "plant-wilt",
        PLANT,
        "when will a plant wilt? survival: duration in days_to_wilt, event = wilted. Gardener"
        " is irrelevant.",
        "days_to_wilt wilted",
        "survival",
        without="gardener",
    ),
    Case(
        "plant-leaves",
        PLANT,
        "how many leafs has it, from the picture only",
        "leaf_count",
        "regression",
        only="leaf_photo",
    ),
    Case(
        "plant-pest",
        PLANT,
        "How bad is the pest infestation (none/low/high)? Max 1 million weights and 10"
        " milliseconds. Harvest comes months later.",
        "pest_level",
        "ordinal",
        levels="none low high",
        params=1_000_000,
        latency=10,
        without="harvest_g",
    ),
)

UNCLEAR = (
    Case("互动", FORUM_ZH, "预测互动数", ask="点赞数 回复数 转发数"),
    Case("收款", BAKE_ZH, "预测能收多少钱", ask="定金 尾款"),
    Case("call-time", CALL, "predict seconds", ask="wait_s talk_s"),
)
