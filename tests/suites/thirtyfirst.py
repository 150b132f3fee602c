"""Twenty-two statements in Chinese by people who had never seen the reader: repairs of
household machines, a ward for lungs, a tea shop with English names of columns, a wind
farm.

Read once: 11 of 22 right; no target was taken silently. Then mended: a unit set apart
in a name (`功率_kW`) is no part of what people call the column, one word may tell two
columns (经纬度) or several (两项费用), a name may stand with another noun (病理类型 for
`病理结果`) or less one sign, limits are heard as they are said (别超过, 不到, 以内), what
alone is there is what alone is used (能拿到的只有…其他一概不用), a Chinese word for time is
one for what it is counted in (配送时间 for `delivery_minutes`), and many words lead from
Chinese to English names.
"""

from statement_suite import Case

CHINESE_REPAIR = """工单号 id; 故障照片 image; 异响录音 audio; 客户描述 text;
 品牌 category =海尔,美的,格力,西门子; 机龄月数 integer 1..180; 上门距离_km number;
 师傅姓名 category =王建国,李志强,张磊,刘洋; 是否在保 boolean; 报修日期 date;
 维修时长_分钟 number; 配件费用 number; 人工费用 number; 是否返修 boolean"""

CHINESE_LUNG = """病历号 id; 胸部CT image; 影像报告 text; 年龄 integer 18..90;
 性别 category =男,女; 吸烟史 boolean; 结节直径_mm number; CEA number;
 病理结果 category =腺癌,鳞癌,小细胞癌,良性; 恶性程度 category =低,中,高;
 手术方式 category =楔形切除,肺段切除,肺叶切除; 术后住院天数 integer 1..60;
 随访月数 number; 是否死亡 boolean"""

CHINESE_TEASHOP = """order_id id; drink_photo image; customer_note text;
 store category =east_gate,mall,station,campus; order_time date; cups integer 1..30;
 sugar_level category =none,half,full; price number; coupon_used boolean;
 rider_distance_km number; -prep_minutes number; -delivery_minutes number;
 -refunded boolean; -stars integer 1..5"""

CHINESE_WIND = """记录编号 id; 振动波形 series; 机舱录音 audio; 叶片照片 image;
 巡检记录 text; 风速 number; 环境温度 number; 功率_kW number; 齿轮箱油温 number;
 经度 longitude; 纬度 latitude; 运行状态 category =正常,齿轮故障,轴承故障,叶片裂纹;
 停机时长_小时 number; 是否需要更换部件 boolean"""

SEEN = (
    Case(
        "chinese-repair-duration",
        CHINESE_REPAIR,
        "预测这一单要修多久（分钟），MAE。师傅是谁不要考虑，两项费用和是否返修都是修完才知道的，也别用。",
        "维修时长_分钟",
        "regression",
        "mae",
        without="师傅姓名 配件费用 人工费用 是否返修",
    ),
    Case(
        "chinese-repair-again",
        CHINESE_REPAIR,
        "会不会返修？看AUC就行，维修时长、配件费用和人工费用不能拿来坐特征",
        "是否返修",
        "binary",
        "roc_auc",
        without="维修时长_分钟 配件费用 人工费用",
    ),
    Case(
        "chinese-repair-brand",
        CHINESE_REPAIR,
        "只凭照片和录音判断是哪个牌子的机器",
        "品牌",
        "multiclass",
        only="故障照片 异响录音",
    ),
    Case(
        "chinese-repair-parts",
        CHINESE_REPAIR,
        "我想在师傅出门前就估出这一单配件要花多少钱，平均绝对百分比误差越小越好。出门前人工费用、修了多长时间、"
        "返不返修都还不知道，所以这三样不能喂给模型。另外模型要跑在师傅的手机上，参数别超过200万。",
        "配件费用",
        "regression",
        "mape",
        without="人工费用 维修时长_分钟 是否返修",
        params=2_000_000,
    ),
    Case(
        "chinese-repair-two",
        CHINESE_REPAIR,
        "同时预测配件费用和维修时长，人工费用和返修与否不参与",
        "配件费用 维修时长_分钟",
        "multitarget",
        without="人工费用 是否返修",
    ),
    Case(
        "chinese-lung-pathology",
        CHINESE_LUNG,
        "根据CT和临床资料判断结节的病理类型。手术方式、恶性程度、住院天数、随访和死亡情况都是术后才有的，请排除。",
        "病理结果",
        "multiclass",
        without="手术方式 恶性程度 术后住院天数 随访月数 是否死亡",
    ),
    Case(
        "chinese-lung-survival",
        CHINESE_LUNG,
        "生存分析：随访月数是时间，是否死亡是事件",
        "随访月数 是否死亡",
        "survival",
    ),
    Case(
        "chinese-lung-grade",
        CHINESE_LUNG,
        "把恶性程度按低、中、高三档来预测。病理结果不能作为输入，手术方式、术后住院天数、随访月数、是否死亡同样不能。",
        "恶性程度",
        "ordinal",
        without="病理结果 手术方式 术后住院天数 随访月数 是否死亡",
        levels="低 中 高",
    ),
    Case(
        "chinese-lung-stay",
        CHINESE_LUNG,
        "病人术后要住几天院？随访月数和是否死亡是出院以后的事，别放进去",
        "术后住院天数",
        "regression",
        without="随访月数 是否死亡",
    ),
    Case(
        "chinese-lung-death",
        CHINESE_LUNG,
        "我们科能拿到的只有影像报告的文字和年龄、性别，其他一概不用，预测患者会不会死亡，指标用召回率",
        "是否死亡",
        "binary",
        "recall",
        only="影像报告 年龄 性别",
    ),
    Case(
        "chinese-teashop-refund",
        CHINESE_TEASHOP,
        "退款预测 AUC",
        "refunded",
        "binary",
        "roc_auc",
    ),
    Case(
        "chinese-teashop-rider",
        CHINESE_TEASHOP,
        "预测骑手配送要几分钟，RMSE，不要用顾客备注，里面全是废话",
        "delivery_minutes",
        "regression",
        "rmse",
        without="customer_note",
    ),
    Case(
        "chinese-teashop-stars",
        CHINESE_TEASHOP,
        "顾客最后会打几颗星（1到5星，星级是有高低顺序的）？",
        "stars",
        "ordinal",
    ),
    Case(
        "chinese-teashop-prep",
        CHINESE_TEASHOP,
        "店里做这单饮料要多长时间？除了预测值，还要给出10%和90%分位数。用没用优惠券不要管。",
        "prep_minutes",
        "regression",
        "pinball",
        without="coupon_used",
        quantiles=(0.1, 0.9),
    ),
    Case(
        "chinese-teashop-both",
        CHINESE_TEASHOP,
        "制作时间和配送时间一起预测，平均绝对误差，单条推理不超过20毫秒",
        "prep_minutes delivery_minutes",
        "multitarget",
        "mae",
        latency=20,
    ),
    Case(
        "chinese-wind-fault",
        CHINESE_WIND,
        "做一个故障诊断模型，从振动和声音区分正常、齿轮故障、轴承故障、叶片裂纹，类别不平衡，用平衡准确率。"
        "停机时长和是否需要换部件是事后填的，不能用。",
        "运行状态",
        "multiclass",
        "balanced_accuracy",
        without="停机时长_小时 是否需要更换部件",
    ),
    Case(
        "chinese-wind-oil",
        CHINESE_WIND,
        "预测齿轮箱油温，R方，功率不要当特征",
        "齿轮箱油温",
        "regression",
        "r2",
        without="功率_kW",
    ),
    Case(
        "chinese-wind-stop",
        CHINESE_WIND,
        "预测停机时长 RMSLE 不用经纬度",
        "停机时长_小时",
        "regression",
        "rmsle",
        without="经度 纬度",
    ),
    Case(
        "chinese-wind-replace",
        CHINESE_WIND,
        "只用叶片照片，看看要不要换部件，用F1吧，内存别超过512MB",
        "是否需要更换部件",
        "binary",
        "f1",
        only="叶片照片",
        memory=512,
    ),
    Case(
        "chinese-wind-power",
        CHINESE_WIND,
        "大家好，我在甘肃的风场做运维，冬天温度计经常冻住，所以环境温度那一列基本是坏的，别用它。"
        "想从其余的数据估计当时的发电功率。",
        "功率_kW",
        "regression",
        without="环境温度",
    ),
)

UNCLEAR = (
    Case(
        "chinese-repair-cost",
        CHINESE_REPAIR,
        "帮我预测一下费用",
        ask="配件费用 人工费用",
    ),
    Case(
        "chinese-teashop-minutes",
        CHINESE_TEASHOP,
        "这单要多少分钟？MAE",
        ask="prep_minutes delivery_minutes",
    ),
)
