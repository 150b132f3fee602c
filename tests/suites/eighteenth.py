"""Twenty statements written before any was tried, English and Chinese, and held out
until the mending for `seventeenth` was over: whales, support, concrete,
volleyball, skin; bridges, courts, herbs, lifts, a shop.

Read once, after the mending for the lists of `seventeenth` and `nineteenth` to
`twentythird`: 11 of 20 right (English 6 of 10, Chinese 5 of 10), 2 with another target without
a word, 5 refused without need. It was mended for afterwards.
"""

from statement_suite import Case

OCEAN = """buoy_id id; hydrophone audio; sea_image image; wave_height_m number;
 wave_period_s number; species category =humpback,minke,none,orca; ship_nearby boolean;
 lat latitude; lon longitude; recorded date; sea_state integer 0..9; observer text"""
SUPPORT = """ticket_id id; message text; screenshot image; product category =app,router,tv;
 priority category =high,low,medium,urgent; escalated boolean; first_response_min number;
 resolution_h number; csat integer 1..5; agent_name category =amy,bob; sentiment category
 =negative,neutral,positive; closing_note text"""
CONCRETE = """sample_id id; micrograph image; mix vector; cement_kg number; water_kg
 number; strength_7d_mpa number; strength_28d_mpa number; slump_mm number; lab category
 =x,y; cracked boolean"""
VOLLEY = """clip_id id; clip video; crowd audio; player_height_cm number; shot category
 =block,serve,spike; point_won boolean; speed_kmh number; set_no integer 1..5; league
 category =men,women"""
SKIN = """lesion_id id; dermoscopy image; history text; age integer 1..99; malignant
 boolean; thickness_mm number; stage category =I,II,III,IV; biopsy_result text;
 months_survived number; deceased boolean"""
BRIDGE_ZH = """桥梁编号 id; 裂缝照片 image; 振动信号 series; 裂缝宽度 number; 病害等级
 category =1类,2类,3类,4类,5类; 建成年份 integer 1950..2024; 是否限行 boolean; 检测单位
 category =甲,乙; 维修建议 text; 挠度 number; 桥型 category =拱桥,斜拉桥,梁桥"""
COURT_ZH = """案号 id; 案情描述 text; 庭审录音 audio; 罪名 category =故意伤害,盗窃,诈骗;
 刑期月数 integer 0..300; 罚金 number; 是否缓刑 boolean; 判决书 text; 被告年龄 integer
 16..90; 被告性别 category =女,男; 法官 category =陈,周"""
HERB_ZH = """样品号 id; 药材图片 image; 近红外光谱 series; 产地 category =云南,四川,甘肃;
 有效成分含量 number; 水分含量 number; 真伪 category =伪,真; 采收日期 date; 价格 number;
 鉴定人 category =刘,孙"""
LIFT_ZH = """电梯编号 id; 运行振动 series; 轿厢视频 video; 困人 boolean; 剩余寿命天 number;
 是否故障 boolean; 故障部件 category =门机,曳引机,控制柜; 维保公司 category =一,二;
 使用年限 integer 0..30; 距故障天数 number"""
SHOP_ZH = """商品ID id; 商品图 image; 标题 text; 文案 text; 标签 category
 =复古|显瘦,显瘦,百搭,复古|百搭; 销量 integer 0..90000; 好评率 number; 类目 category
 =外套,裙子,鞋"""

SEEN = (
    Case(
        "whale",
        OCEAN,
        "Tell me which whale it is by ear, i.e. from the hydrophone and nothing else.",
        "species",
        "multiclass",
        only="hydrophone",
    ),
    Case(
        "waves",
        OCEAN,
        "forecast wave hight and wave period together from image. RMSE. dont use position"
        " of buoy",
        "wave_height_m wave_period_s",
        "multitarget",
        "rmse",
        without="lat lon",
    ),
    Case(
        "ticket-urgency-b",
        SUPPORT,
        "Route incoming tickets: how urgent are they (low/medium/high/urgent)? At that"
        " moment we have only the message, the screenshot and the product.",
        "priority",
        "ordinal",
        levels="low medium high urgent",
        only="message screenshot product",
    ),
    Case(
        "ticket-escalated",
        SUPPORT,
        "Hello! Could you have a look whether a ticket is going to be escalated? Ideally"
        " with a high recall, we don't mind some false alarms. The closing note,"
        " resolution time and CSAT come after the fact.",
        "escalated",
        "binary",
        "recall f2",
        without="closing_note resolution_h csat",
    ),
    Case(
        "concrete-strength",
        CONCRETE,
        "28 day strength from the micrograph and the mix, R². The 7-day value may be used.",
        "strength_28d_mpa",
        "regression",
        "r2",
    ),
    Case(
        "concrete-slump",
        CONCRETE,
        "I need an interval for the slump, say 10th, 50th and 90th percentile. Lab should"
        " not matter so don't feed it.",
        "slump_mm",
        "regression",
        "mae pinball",
        quantiles=(0.1, 0.5, 0.9),
        without="lab",
    ),
    Case(
        "volley-shot",
        VOLLEY,
        "what kind of shot is it? top accuracy, model < 5 MB, 30 fps on the edge device so"
        " at most 33 ms per clip",
        "shot",
        "multiclass",
        "accuracy",
        params=5 * 2**20 // 4,
        latency=33,
    ),
    Case(
        "volley-speed",
        VOLLEY,
        "Guess how fast the ball was (km/h) frm the video, ignoring crowd noise and who won"
        " the point. Mean abs error",
        "speed_kmh",
        "regression",
        "mae",
        without="crowd point_won",
    ),
    Case(
        "skin-survival",
        SKIN,
        "We'd like a survival model of the patients in which deceased marks the event."
        " Biopsy result should be excluded and stage too.",
        "months_survived deceased",
        "survival",
        without="biopsy_result stage",
    ),
    Case(
        "桥梁病害",
        BRIDGE_ZH,
        "用照片和振动信号评定桥梁病害等级（从1类到5类越来越严重），检测单位和维修建议不参与建模",
        "病害等级",
        "ordinal",
        levels="1类 2类 3类 4类 5类",
        without="检测单位 维修建议",
    ),
    Case(
        "裂缝多宽",
        BRIDGE_ZH,
        "量一下裂缝有多宽，看平均绝对误差，要在手机上跑，单张不超过100ms",
        "裂缝宽度",
        "regression",
        "mae",
        latency=100,
    ),
    Case(
        "推断罪名",
        COURT_ZH,
        "由案情描述推断罪名，判决书里面已经有答案了，千万别用",
        "罪名",
        "multiclass",
        without="判决书",
    ),
    Case(
        "刑期罚金",
        COURT_ZH,
        "刑期和罚金想要同时预测，不要把性别、年龄这类信息输入模型，也不要判决书",
        "刑期月数 罚金",
        "multitarget",
        without="被告性别 被告年龄 判决书",
    ),
    Case(
        "药材真假",
        HERB_ZH,
        "鉴别药材真假，伪品为正类，准确率就行，鉴定人和价格排除",
        "真伪",
        "binary",
        "accuracy",
        positive="伪",
        without="鉴定人 价格",
    ),
    Case(
        "电梯生存",
        LIFT_ZH,
        "对电梯做生存分析：距故障天数是时间，是否故障是事件，维保公司不考虑，剩余寿命也不考虑",
        "距故障天数 是否故障",
        "survival",
        without="维保公司 剩余寿命天",
    ),
    Case(
        "困人预警",
        LIFT_ZH,
        "预警电梯困人，宁可误报也不能漏报，模型参数量小于10万",
        "困人",
        "binary",
        "recall f2",
        params=100_000,
    ),
    Case(
        "以图搜题",
        SHOP_ZH,
        "以图搜文：给一张商品图，找到对应的标题，看recall@10；销量跟好评率不需要",
        "标题",
        "retrieval",
        "recall_at_10",
        without="销量 好评率",
    ),
    Case(
        "商品标签",
        SHOP_ZH,
        "给商品打标签，一个商品可能有多个标签（用|隔开），根据商品图和标题，销量数据不要",
        "标签",
        "multilabel",
        separator="|",
        without="销量",
    ),
)

UNCLEAR = (
    Case(
        "ticket-time-b",
        SUPPORT,
        "how long does it take?",
        ask="first_response_min resolution_h",
    ),
    Case("测含量", HERB_ZH, "测含量", ask="有效成分含量 水分含量"),
)

KNOWN = {}
