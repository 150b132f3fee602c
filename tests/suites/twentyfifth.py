"""A sixth list to work on, written after the mending for `eighteenth` and
`twentyfourth`, none tried before.

At its first reading 11 of 20 were right (English 6 of 9, Chinese 5 of 11), 2 had another target
without a word, 3 were refused without need.
"""

from statement_suite import Case

ELDER_ZH = """老人编号 id; 房间视频 video; 毫米波雷达 series; 夜间呼吸音 audio; 起夜次数 integer 0..12;
 睡眠时长 number; 午睡时长 number; 跌倒风险 category =中,低,高; 是否走失 boolean; 护理级别
 category =一级,三级,二级; 护工 category =田,白; 家属反馈 text; 用药清单 set; 血压 number"""
FLY_ZH = """航班号 id; 机务日志 text; 发动机振动 series; 孔探图像 image; 起飞延误分 number; 到达延误分
 number; 是否返航 boolean; 故障等级 category =A级,B级,C级; 维修费用 number; 机型 category
 =320,737; 机长 category =m1,m2; 剩余循环 integer 0..20000; 油耗 number"""
CLOTH_ZH = """布号 id; 布面图像 image; 纤维光谱 vector; 疵点类型 category =断经,污渍,破洞; 疵点数 integer
 0..60; 克重 number; 强力 number; 缩水率 number; 是否退货 boolean; 客诉内容 text; 成分 category
 =棉,涤纶,羊毛; 织机 category =L1,L2; 单价 number"""
SOIL = """plot_id id; drone_image image; soil_spectrum series; nitrogen_mg_kg number;
 phosphorus_mg_kg number; ph number; yield_t_ha number; irrigated boolean; pest_damage
 category =heavy,light,none; farmer_comment text; crop category =maize,rye,wheat; sowing_date
 date; subsidy_eur number; harvest_loss_pct number"""
COURIER = """parcel_id id; label_photo image; scan_track series; damaged boolean; lost boolean;
 delivery_days number; weight_kg number; claim_eur number; customer_email text; service
 category =express,standard; damage_level category =major,minor,none; depot category =d1,d2;
 promised_days integer 1..14"""
TUTOR = """session_id id; whiteboard_video video; talk_audio audio; essay text; essay_score number
 0..100; oral_score number 0..100; passed boolean; level category =A1,A2,B1,B2; tutor category
 =t1,t2; hours_practised number; dropout boolean; feedback_form text; native_language category
 =es,pl,tr"""

SEEN = (
    Case(
        "跌倒风险",
        ELDER_ZH,
        "给院里老人评跌倒风险，低中高三档。护工和家属反馈主观性太强，不采用。",
        "跌倒风险",
        "ordinal",
        levels="低 中 高",
        without="护工 家属反馈",
    ),
    Case(
        "起夜",
        ELDER_ZH,
        "靠毫米波雷达数一数老人一晚上起夜几次，别的都不许看",
        "起夜次数",
        "regression",
        only="毫米波雷达",
    ),
    Case(
        "走失",
        ELDER_ZH,
        "想预警走失。数据里走失的很少，请用平均精度AP评估，延迟不得高于200毫秒",
        "是否走失",
        "binary",
        "average_precision",
        latency=200,
    ),
    Case(
        "返航",
        FLY_ZH,
        "航班中途会不会返航？到达延误、维修费用是返航之后才知道的，请勿使用",
        "是否返航",
        "binary",
        without="到达延误分 维修费用",
    ),
    Case(
        "两延误",
        FLY_ZH,
        "起飞延误和到达延误都要预测，单位分钟，看RMSE，机长不参与",
        "起飞延误分 到达延误分",
        "multitarget",
        "rmse",
        without="机长",
    ),
    Case(
        "循环",
        FLY_ZH,
        "发动机还剩多少循环？用振动和孔探图，给出5%、50%、95%分位",
        "剩余循环",
        "regression",
        "mae pinball",
        quantiles=(0.05, 0.5, 0.95),
    ),
    Case(
        "疵点",
        CLOTH_ZH,
        "验布：看图分辨疵点属于断经、污渍还是破洞，客诉内容屏蔽，每张图40ms以内",
        "疵点类型",
        "multiclass",
        latency=40,
        without="客诉内容",
    ),
    Case(
        "退货-b",
        CLOTH_ZH,
        "哪些布会被客户退回来？单价不用，客诉是退货以后写的",
        "是否退货",
        "binary",
        without="单价 客诉内容",
    ),
    Case(
        "强力缩水",
        CLOTH_ZH,
        "由纤维光谱同时估计强力、缩水率，剩下的列一概不用",
        "强力 缩水率",
        "multitarget",
        only="纤维光谱",
    ),
    Case(
        "soil-np",
        SOIL,
        "Soil lab replacement: predict nitrogen and phosphorus from the spectrum. Farmer comment"
        " and subsidies are not to be used. R2",
        "nitrogen_mg_kg phosphorus_mg_kg",
        "multitarget",
        "r2",
        without="farmer_comment subsidy_eur",
    ),
    Case(
        "soil-yield",
        SOIL,
        "What yield can we expect? Of course harvest loss is only measured at harvest. Relative"
        " error matters.",
        "yield_t_ha",
        "regression",
        "mape smape wape",
        without="harvest_loss_pct",
    ),
    Case(
        "soil-pest",
        SOIL,
        "pest damage: none<light<heavy. drone image + date. everything else off. QWK",
        "pest_damage",
        "ordinal",
        "cohen_kappa_quadratic",
        levels="none light heavy",
        only="drone_image sowing_date",
    ),
    Case(
        "parcel-lost",
        COURIER,
        "Which parcels get lost? By then nobody has filed a claim yet, so no claim amount, and"
        " the customer's email comes afterwards as well.",
        "lost",
        "binary",
        without="claim_eur customer_email",
    ),
    Case(
        "parcel-days",
        COURIER,
        "we promise days but how many days does delivery really take? mae. depot out",
        "delivery_days",
        "regression",
        "mae",
        without="depot",
    ),
    Case(
        "tutor-scores",
        TUTOR,
        "Please grade both the essay and the oral exam (scores 0-100) in one model. Not using:"
        " tutor, native language.",
        "essay_score oral_score",
        "multitarget",
        without="tutor native_language",
    ),
    Case(
        "tutor-level",
        TUTOR,
        "Determine learners level, A1 < A2 < B1 < B2. The feedback form is filled by them after"
        " results -> leak.",
        "level",
        "ordinal",
        levels="A1 A2 B1 B2",
        without="feedback_form",
    ),
)

UNCLEAR = (
    Case("睡眠时长", ELDER_ZH, "预测老人时长", ask="睡眠时长 午睡时长"),
    Case("延误哪个", FLY_ZH, "预测航班延误多少分钟", ask="起飞延误分 到达延误分"),
    Case("tutor-score", TUTOR, "predict the score", ask="essay_score oral_score"),
    Case("parcel-bad", COURIER, "will something bad happen to it?", ask="damaged lost"),
)

KNOWN = {
    "退货-b": "inputs",  # "客诉是退货以后写的"
}
