"""Statements written after the eighth mending, first read once they were written.

At that first run 16 of 28 were complete and right (57 %); the rules before the seventh
mending read 11, and broke on one. Wrong were inputs in 7 and the metric in 2; 3 clear
ones were refused. None was read with a wrong target or kind.
"""

from statement_suite import Case

BIKE = """ride_id id; gps_trace track; dashcam video; start_station category
 =s1,s2,s3; temp_c number; rain_mm number; duration_min number; member boolean;
 fare_eur number; crash boolean; bike_model category =m1,m2"""
SKIN = """lesion id; dermoscopy image; clinical_photo image; history text; age
 integer 5..90; sex category =f,m; site_on_body category =arm,leg,back; diagnosis
 category =nevus,melanoma,keratosis,bcc; biopsy_result category =benign,malignant;
 thickness_mm number"""
SUPPORT = """chatId id; conversation text; audio_call audio; wait_time_s number;
 agentId category =a1,a2,a3; refunded boolean; sentiment category
 =negative,neutral,positive; nps integer 0..10; churn30d boolean; revenue number"""
WIND = """turbine id; nacelle_vib series; blade_img image; wind_speed number;
 power_kw number; pitch_deg number; icing boolean; crack boolean; erosion boolean;
 maint_cost number; park category =north,south"""
WINE2 = """bottle id; label_img image; review text; country category =fr,it,es;
 alcohol number; price number; points integer 80..100; variety category
 =merlot,syrah,pinot"""
RECIPE = """rid id; dish_photo image; steps text; ingredients text; prep_minutes
 integer 1..300; calories number; vegan boolean; difficulty category
 =medium,easy,hard; likes integer 0..9999; author category =u1,u2,u3"""
KELP = """station id; sonar image; hydrophone audio; depth_m number; salinity
 number; biomass number; species_list category =cod|kelp,kelp,cod,seal|cod;
 oil_spill boolean; survey_year integer 2001..2020"""
ESSAY = """essay_no id; text text; keystrokes series; grade_level integer 6..12;
 score integer 0..6; teacher category =t1,t2; plagiarised boolean; time_spent_min
 number"""
TRUCK = """vin id; engine_sound audio; can_bus series; mileage_km number; fuel_rate
 number; brake_wear_pct number; warranty_claim boolean; days_to_failure number
 1..900; failed boolean; dealer category =d1,d2"""
CAPTCHA = "pic id; photo image; caption text; alt_text text; source category =web,app"
PATENT = """pid id; abstract text; drawing image; claims_count integer 1..60; office
 category =EPO,JPO; granted boolean; citations integer 0..400; ipc category
 =A|B,B,A,C|A"""
BABY = """rec id; cry audio; crib_cam video; room_temp number; weeks integer 0..52;
 reason category =hunger,pain,tired; feeding_ml number; mother_age integer 16..50"""
RENT_ZH = """房源号 id; 室内照片 image; 房源描述 text; 面积 number; 楼层 integer
 1..40; 小区 category =a,b,c; 月租金 number; 物业费 number; 成交天数 integer 0..200;
 已出租 boolean"""
PLANT_ZH = """设备号 id; 振动 series; 热像图 image; 电流 number; 转速 number;
 故障类型 category =轴承,转子,正常; 剩余寿命 number; 是否停机 boolean; 班组 category
 =早,晚"""
CLASS_ZH = """学号 id; 作业图片 image; 发言录音 audio; 出勤率 number; 期中成绩
 number; 期末成绩 number; 是否挂科 boolean; 学习态度 category =中,差,好; 班主任
 category =a,b"""

SEEN = (
    Case(
        "ride-time",
        BIKE,
        "We run a bike share. Given where and when a ride starts and what the weather"
        " is like, how many minutes will it last? The GPS trace, the video and the fare"
        " only exist once the ride is over, so they are no inputs. Mean absolute"
        " error.",
        "duration_min",
        "regression",
        "mae",
        without="gps_trace dashcam fare_eur",
    ),
    Case(
        "crash-nine",
        BIKE,
        "crash detection from gps track + dashcam; we would rather check ten harmless"
        " rides than overlook one crash; no member info",
        "crash",
        "binary",
        "recall",
        without="member",
    ),
    Case(
        "skin",
        SKIN,
        "Classify the lesions into nevus, melanoma, keratosis and bcc using both photos"
        " and the patient's history. biopsy_result and thickness_mm come from the lab"
        " and mustn't leak in. Balanced accuracy, since melanoma is rare.",
        "diagnosis",
        "multiclass",
        "balanced_accuracy",
        without="biopsy_result thickness_mm",
    ),
    Case(
        "malignant-nine",
        SKIN,
        "malignant or not? (column biopsy_result) AUROC, diagnosis column is a dead"
        " giveaway so it's out. Max 4M parameters.",
        "biopsy_result",
        "binary",
        "roc_auc",
        without="diagnosis",
        positive="malignant",
        params=4_000_000,
    ),
    Case(
        "thickness",
        SKIN,
        "Is it possible to tell the thickness of the lesion from a picture? Only the"
        " dermoscopy image counts, please. RMSE in mm.",
        "thickness_mm",
        "regression",
        "rmse",
        only="dermoscopy",
    ),
    Case(
        "sentiment",
        SUPPORT,
        "sentiment of a support chat: negative, neutral or positive? weighted F1. Do"
        " not take NPS, refunds or churn into account.",
        "sentiment",
        "multiclass",
        "f1_weighted",
        without="nps refunded churn30d",
    ),
    Case(
        "churn",
        SUPPORT,
        "Predict which customers churn within 30 days, based on what was said in the"
        " chat and on the phone. We may not profile agents, hence no agentId. Revenue"
        " is fine to use. PR AUC.",
        "churn30d",
        "binary",
        "average_precision",
        without="agentId",
    ),
    Case(
        "nps",
        SUPPORT,
        "estimate the NPS (0-10) as a number, mae, everything allowed except sentiment",
        "nps",
        "regression",
        "mae",
        without="sentiment",
    ),
    Case(
        "blades",
        WIND,
        "Blade inspection: report for each image whether there is icing, a crack and/or"
        " erosion. Maintenance costs aren't to be used. Macro F1",
        "icing crack erosion",
        "multilabel",
        "f1_macro",
        without="maint_cost",
    ),
    Case(
        "power",
        WIND,
        "power output in kW from wind speed, pitch and vibration. R². Leave the park"
        " out of it, we want the model to work elsewhere. 2 ms per turbine at most.",
        "power_kw",
        "regression",
        "r2",
        without="park",
        latency=2.0,
    ),
    Case(
        "points-nine",
        WINE2,
        "How many points would the critics give this wine, judging by label and review?"
        " (price excluded)",
        "points",
        "regression",
        without="price",
    ),
    Case(
        "variety",
        WINE2,
        "Guess the grape variety. Text only!! accuracy",
        "variety",
        "multiclass",
        "accuracy",
        only="review",
    ),
    Case(
        "difficulty",
        RECIPE,
        "Rank recipes as easy, medium or hard from the photo, steps and ingredients."
        " Likes and author say nothing about it: ignore them. QWK",
        "difficulty",
        "ordinal",
        "cohen_kappa_quadratic",
        levels="easy medium hard",
        without="likes author",
    ),
    Case(
        "calories",
        RECIPE,
        "calories per dish please, 0.1/0.5/0.9 quantiles, no likes",
        "calories",
        "regression",
        "mae pinball",
        without="likes",
        quantiles=(0.1, 0.5, 0.9),
    ),
    Case(
        "kelp",
        KELP,
        "which species are present at a station? several per row, joined by |. Use"
        " sonar and hydrophone. biomass is estimated from the species so don't use"
        " that.",
        "species_list",
        "multilabel",
        without="biomass",
        separator="|",
    ),
    Case(
        "oil",
        KELP,
        "find oil spills, high precision wanted, runs on a buoy with 256 MB RAM",
        "oil_spill",
        "binary",
        "precision",
        memory=256,
    ),
    Case(
        "essay",
        ESSAY,
        "Automated essay scoring: predict the `score` (0 to 6) of each essay, quadratic"
        " weighted kappa. Neither the teacher nor the plagiarism flag may be seen by"
        " the model.",
        "score",
        "ordinal",
        "cohen_kappa_quadratic",
        without="teacher plagiarised",
        levels="0 1 2 3 4 5 6",
    ),
    Case(
        "truck-life",
        TRUCK,
        "Time-to-event model. Event: failed (1 yes, 0 still on the road); time:"
        " days_to_failure. Dealers should not enter.",
        "days_to_failure failed",
        "survival",
        without="dealer",
    ),
    Case(
        "brakes",
        TRUCK,
        "how worn are the brakes in percent? engine sound and CAN bus as input,"
        " warranty claims are not available when we measure. median abs error",
        "brake_wear_pct",
        "regression",
        "median_ae",
        without="warranty_claim",
    ),
    Case(
        "match",
        CAPTCHA,
        "Match each photo to its caption (recall at 1). alt_text must be dropped, it is"
        " almost the caption.",
        "caption",
        "retrieval",
        "recall_at_1",
        without="alt_text",
    ),
    Case(
        "granted",
        PATENT,
        "Will the patent be granted? Citations come years later. Calibrated"
        " probabilities matter to us, so log loss.",
        "granted",
        "binary",
        "log_loss",
        without="citations",
    ),
    Case(
        "cry",
        BABY,
        "Why is the baby crying: hunger, pain or tired? Sound and video. The mother's"
        " age is none of our business. 10ms on cpu, under 1 million params",
        "reason",
        "multiclass",
        without="mother_age",
        latency=10.0,
        params=1_000_000,
    ),
    Case(
        "租金",
        RENT_ZH,
        "我是中介，想估一下每套房的月租金大概多少，照片、描述、面积这些都可以用，"
        "成交天数和已出租是后来才有的，别用。误差用MAPE",
        "月租金",
        "regression",
        "mape",
        without="成交天数 已出租",
    ),
    Case(
        "故障",
        PLANT_ZH,
        "故障诊断任务：由振动信号与热像图识别故障类型（轴承/转子/正常）。剩余寿命、是否停机"
        "不可使用。指标：宏F1。要求参数量≤50万。",
        "故障类型",
        "multiclass",
        "f1_macro",
        without="剩余寿命 是否停机",
        params=500_000,
    ),
    Case(
        "挂科",
        CLASS_ZH,
        "提前发现可能挂科的学生，尽量一个都不要漏，期末成绩当然不能给模型看",
        "是否挂科",
        "binary",
        "recall",
        without="期末成绩",
    ),
    Case(
        "态度",
        CLASS_ZH,
        "学习态度分三档（差<中<好），请根据录音和作业图片判断，其他列都不要用",
        "学习态度",
        "ordinal",
        levels="差 中 好",
        only="作业图片 发言录音",
    ),
)

UNCLEAR = (
    Case(
        "which-damage-nine",
        TRUCK,
        "learn from the engine sound",
        ask="brake_wear_pct warranty_claim failed",
    ),
    Case("哪个成绩", CLASS_ZH, "帮我预测学生成绩", ask="期中成绩 期末成绩"),
)
