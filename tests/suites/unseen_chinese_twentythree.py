"""Eight statements by the same writer, who had by then mended rules for the first.
Read once, after that mending: 8 of 8 right.
"""

from statement_suite import Case

STEEL = (
    "炉号 id; 火焰视频 video; 温度曲线 series; 表面照片 image; 班长记录 text; 班组 category =甲班,乙班,丙班; 钢种 category =Q235,Q345,45号; "
    "碳含量 number 0..2; 吹氧时长min number 5..40; 出炉日期 date; -抗拉强度mpa number 200..900; -屈服强度mpa number 150..700; "
    "-表面缺陷 category =裂纹|夹渣,裂纹,夹渣,气孔; -是否返工 boolean; -质量等级 category =一级,三级,二级"
)
RIDE = (
    "order_id id; dash_cam video; gps_trace series; passenger_msg text; city category =bj,sh,gz; driver_gender category =m,f; "
    "distance_km number 0..80; is_raining boolean; order_time date; -is_cancelled boolean; -wait_min number 0..60; "
    "-fare_yuan number 5..600; -tip_yuan number 0..100; -stars integer 1..5"
)
TRIAGE = (
    "急诊号 id; 胸片 image; 心电图 series; 主诉 text; 护士备注 text; 院区 category =东院,西院; 年龄 integer 0..100; 体温 number 34..42; "
    "到诊日期 date; -是否住院 boolean; -等待分钟 integer 0..600; -住院天数 number 0..90; -分诊级别 integer 1..4; -三十天内死亡 boolean"
)

SEEN: tuple[Case, ...] = (
    Case(
        "z16-steel-strength",
        STEEL,
        "抗拉强度和屈服强度都要，一个模型一起出，RMSE，班组和班长记录不放进去",
        "抗拉强度mpa 屈服强度mpa",
        "multitarget",
        "rmse",
        without="班组 班长记录",
    ),
    Case(
        "z16-steel-defect",
        STEEL,
        "看表面照片找出有哪些缺陷，一块钢上可能不止一种，只用这张照片",
        "表面缺陷",
        "multilabel",
        only="表面照片",
    ),
    Case(
        "z16-steel-grade",
        STEEL,
        "质量等级分三级，一级最好三级最差，判成相邻的等级还能接受，跳级就不行。钢种不参与。",
        "质量等级",
        "ordinal",
        "cohen_kappa_quadratic rank_mae",
        without="钢种",
    ),
    Case(
        "z16-ride-cancel",
        RIDE,
        "预测订单会不会被取消，AUC，不许用司机性别",
        "is_cancelled",
        "binary",
        "roc_auc",
        without="driver_gender",
    ),
    Case(
        "z16-ride-fare",
        RIDE,
        "一单车费大概多少钱？按百分比误差算，差一成就是一成。乘客留言是下车以后才有的，不能拿来用。推理要快，5毫秒以内。",
        "fare_yuan",
        "regression",
        "mape",
        without="passenger_msg",
        latency=5,
    ),
    Case(
        "z16-triage-death",
        TRIAGE,
        "三十天内会不会死亡，宁可误报也不能漏掉一个，护士备注和院区都去掉",
        "三十天内死亡",
        "binary",
        "recall f2",
        without="护士备注 院区",
    ),
    Case(
        "z16-triage-level",
        TRIAGE,
        "分诊级别1到4级，级别有高低，用加权kappa，不要主诉",
        "分诊级别",
        "ordinal",
        "cohen_kappa_quadratic",
        without="主诉",
    ),
)

UNCLEAR: tuple[Case, ...] = (
    Case(
        "z16-steel-how",
        STEEL,
        "预测每炉钢的强度，MAE，不用火焰视频",
        ask="抗拉强度mpa 屈服强度mpa",
    ),
)
