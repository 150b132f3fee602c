"""Ten statements written when the mending was over, five English and five Chinese: a
bike repair shop, a court of translators, a kitchen, a ferry, a stud farm.

Read once: 7 of 10 right (English 3 of 5, Chinese 4 of 5), none with another target without a word,
2 refused without need. It was mended for afterwards.
"""

from statement_suite import Case

SHOP = """repair_id id; bike_photo image; ride_noise audio; complaint text; repair_cost_eur
 number; hours_spent number; brake_wear category =high,low,medium; frame_cracked boolean;
 mechanic category =jo,pat; invoice_text text; brand category =a,b; age_years integer
 0..30; warranty boolean"""
FERRY = """trip_id id; deck_cam video; engine_vib series; weather_text text; passengers
 integer 0..900; cars integer 0..200; delay_min number; cancelled boolean; fuel_l number;
 captain category =c1,c2; incident_report text; wave_m number; cause category 
 =crew,engine,weather"""
OVEN_ZH = """菜品编号 id; 出锅照片 image; 锅温曲线 series; 翻炒声音 audio; 咸度 number; 辣度 number;
 熟度 category =三分,五分,七分,全熟; 是否烧焦 boolean; 厨师 category =老王,小李; 顾客点评 text;
 出菜时长 number; 等位时长 number; 菜系 category =川菜,湘菜,粤菜"""
HORSE_ZH = """马号 id; 步态视频 video; 心电 series; 马匹照片 image; 跛行 boolean; 跛行程度 category
 =无,轻,重; 体重公斤 number; 怀孕 boolean; 预产天数 number; 兽医结论 text; 马房 category =东,西;
 赛绩分 number; 品种 category =温血,纯血"""

SEEN = (
    Case(
        "shop-cost",
        SHOP,
        "Customers always ask what it will cost them. We've got a photo of the bike and"
        " what they complain about; hours and invoice only come later. Typical error in"
        " euros please.",
        "repair_cost_eur",
        "regression",
        "mae median_ae",
        without="hours_spent invoice_text",
    ),
    Case(
        "shop-brakes",
        SHOP,
        "brake wear low/medium/high by ear (ride noise). forget the mechanic. 8 ms, 300k params",
        "brake_wear",
        "ordinal",
        levels="low medium high",
        without="mechanic",
        params=300_000,
        latency=8,
    ),
    Case(
        "ferry-cancel",
        FERRY,
        "Will the trip be cancelled? The delay and the incident report can't be known"
        " beforehand, so they mustn't be used. Average precision.",
        "cancelled",
        "binary",
        "average_precision",
        without="delay_min incident_report",
    ),
    Case(
        "ferry-load",
        FERRY,
        "I need forecasts of how many passengers and how many cars there are on a trip,"
        " both at once, not using fuel",
        "passengers cars",
        "multitarget",
        without="fuel_l",
    ),
    Case(
        "熟度",
        OVEN_ZH,
        "看出锅照片判断几分熟（三分<五分<七分<全熟），别把顾客点评放进去，厨师也不要管",
        "熟度",
        "ordinal",
        levels="三分 五分 七分 全熟",
        without="顾客点评 厨师",
    ),
    Case(
        "咸辣",
        OVEN_ZH,
        "根据锅温曲线和翻炒声音估计咸度与辣度，平均绝对误差，不使用菜系",
        "咸度 辣度",
        "multitarget",
        "mae",
        without="菜系",
    ),
    Case(
        "烧焦",
        OVEN_ZH,
        "什么时候菜会糊锅？就是要判断有没有烧焦，宁可误报，20毫秒之内给结果",
        "是否烧焦",
        "binary",
        "recall f2",
        latency=20,
    ),
    Case(
        "跛行",
        HORSE_ZH,
        "凭步态视频看马瘸不瘸，也就是跛行与否；跛行程度是同一个医生评的，不能参与，兽医结论同理",
        "跛行",
        "binary",
        without="跛行程度 兽医结论",
    ),
)

UNCLEAR = (
    Case("ferry-number", FERRY, "predict how many", ask="passengers cars"),
    Case("时长几多", OVEN_ZH, "预测时长是多少", ask="出菜时长 等位时长"),
)
