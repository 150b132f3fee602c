"""Statements written after the third mending, and first read once they were written.

At that first run 19 of 29 were complete and right (66 %): English 12 of 21, Chinese 7
of 8; clear ones 14 of 24, and none of the 5 unclear ones was guessed.
"""

from statement_suite import Case

SKIN = """lesion_id id; photo image; dermoscopy image; history text; age integer 1..95;
 site category =arm,leg,trunk; diameter_mm number; label_source category =biopsy,expert;
 diagnosis category =nevus,melanoma,keratosis; benign_malignant category
 =benign,malignant"""
STORE = """store_nbr integer 1..9000; storefront image; reviews text; area_sqm number;
 staff integer 1..80; footfall number; turnover_eur number; margin_pct number;
 closed_within_year boolean; last_update date"""
COW = """tag id; barn_cam image; collar series; milk_kg number; fat_pct number;
 lameness integer 0..4; pregnant boolean; breed category =a,b,c"""
WIND = """ts date; sky_cam image; anemometer series; temperature number;
 humidity number;
 power_kw number; curtailed boolean; quality_flag integer 0..3"""
SHIP = """imo id; radar_image image; ais series; lat latitude; lon longitude;
 draught number;
 ship_type category =cargo,tanker,fishing; eta_error_h number; port_fee number;
 score number"""
HEALTH = """member id; notes text; bmi number; smoker category =yes,no; children integer
 0..5; region category =n,s,e,w; charges number; premium number; months integer 1..120;
 lapsed boolean"""
EXAM = """sid id; handwriting image; speech audio; answers text;
 grade_level integer 1..12;
 score_math number; score_reading number; passed boolean; teacher category =x,y,z"""
PART = """serial id; thermal image; sound audio; torque number; cycles number;
 crack boolean; corrosion boolean; wear boolean; status category =ok,repair,scrap;
 result category =A,B"""
GYM = """user id; imu series; video_frame image; height_cm number; exercise category
 =squat,lunge,plank; reps integer 0..40;
 form_quality category =fair,poor,good,excellent"""
ART = "inv id; painting image; title text; year integer 1500..2000; price number"
SKIN_ZH = """编号 id; 皮肤镜图 image; 病史 text; 年龄 integer 1..95; 直径 number;
 良恶性 category =良性,恶性; 病种 category =痣,黑色素瘤,角化病"""
SHOP_ZH = """商品编号 id; 主图 image; 标题 text; 价格 number; 库存 integer 0..999;
 销量 integer 0..9000; 退货率 number; 类目 category =鞋,包,帽"""
CAR_ZH = """车架号 id; 外观照片 image; 车况描述 text; 里程 number; 车龄 number;
 新车指导价 number; 二手成交价 number; 是否事故车 boolean"""
AIR_ZH = """时间 date; 卫星图 image; 风速 number; 湿度 number; PM25 number; PM10 number;
 空气等级 category =良,优,重度污染,轻度污染"""

SEEN = (
    Case(
        "melanoma",
        SKIN,
        "Predict diagnosis from both images and the patient's history,"
        " but never use benign_malignant because it gives the answer away. macro-F1",
        "diagnosis",
        "multiclass",
        "f1_macro",
        without="benign_malignant",
    ),
    Case(
        "malignant",
        SKIN,
        "Is the lesion malignant? I care about sensitivity. Exclude the"
        " diagnosis column and label_source.",
        "benign_malignant",
        "binary",
        "recall",
        without="diagnosis label_source",
        positive="malignant",
    ),
    Case(
        "turnover",
        STORE,
        "estimate yearly turnover of a store from its front, reviews,"
        " area & staff. margin and footfall are unavailable for new stores. MAPE",
        "turnover_eur",
        "regression",
        "mape",
        without="margin_pct footfall",
    ),
    Case(
        "closing",
        STORE,
        "Which stores will close within a year? AUC. model has to run on"
        " a raspberry pi: max 2M params, 100 ms per prediction. no turnover, no margin",
        "closed_within_year",
        "binary",
        "roc_auc",
        without="turnover_eur margin_pct",
        params=2_000_000,
        latency=100.0,
    ),
    Case(
        "lameness",
        COW,
        "lameness score 0 (sound) to 4 (severe) per cow from camera and"
        " collar. It's ordinal, use quadratic kappa.",
        "lameness",
        "ordinal",
        "cohen_kappa_quadratic",
        levels="0 1 2 3 4",
    ),
    Case(
        "milk",
        COW,
        "Pls predict milk yield (kg) and fat percentage togehter, w/o the" " breed",
        "milk_kg fat_pct",
        "multitarget",
        without="breed",
    ),
    Case(
        "wind-power",
        WIND,
        "we want to predict power_kw. quality_flag and curtailed are"
        " not to be used as inputs. root mean square error",
        "power_kw",
        "regression",
        "rmse",
        without="quality_flag curtailed",
    ),
    Case(
        "ship",
        SHIP,
        "Classify ship type using radar images and AIS only. Top metric:"
        " balanced accuracy.",
        "ship_type",
        "multiclass",
        "balanced_accuracy",
        only="radar_image ais",
    ),
    Case(
        "eta",
        SHIP,
        "how many hours will the ETA be off? (eta_error_h). ignore port fee"
        " and score",
        "eta_error_h",
        "regression",
        without="port_fee score",
    ),
    Case(
        "charges",
        HEALTH,
        "Estimate annual charges. Don't use region or smoker for legal"
        " reasons; premium is derived from charges so drop it too. MAE",
        "charges",
        "regression",
        "mae",
        without="region smoker premium",
    ),
    Case(
        "lapse",
        HEALTH,
        "How long until a member lapses? `months` observed, `lapsed` = 1"
        " if the policy lapsed, 0 = censored.",
        "months lapsed",
        "survival",
        "c_index",
        positive="1",
    ),
    Case(
        "exam",
        EXAM,
        "Predict score_math and score_reading from handwriting, speech and"
        " answers; leave the teacher out. RMSE",
        "score_math score_reading",
        "multitarget",
        "rmse",
        without="teacher",
    ),
    Case(
        "passed",
        EXAM,
        "Predict wether a student passes. Do not use either of the scores." " F1",
        "passed",
        "binary",
        "f1",
        without="score_math score_reading",
    ),
    Case(
        "damage",
        PART,
        "For each part say which damages it has: crack, corrosion, wear."
        " Use thermal image and sound. Exclude status and result. micro F1",
        "crack corrosion wear",
        "multilabel",
        "f1_micro",
        without="status result",
    ),
    Case(
        "status",
        PART,
        "classification of `status`, not `result`. sound and torque only",
        "status",
        "multiclass",
        only="sound torque",
    ),
    Case(
        "form",
        GYM,
        "rate how good the form of an exercise is (poor < fair < good <"
        " excellent) from the IMU and the video frame",
        "form_quality",
        "ordinal",
        levels="poor fair good excellent",
    ),
    Case(
        "reps",
        GYM,
        "count repetitions (reps) from imu. MAE. smaller than 100k" " parameters",
        "reps",
        "regression",
        "mae",
        params=100_000,
    ),
    Case(
        "art",
        ART,
        "Given a title, find the painting it belongs to. recall@10",
        "painting",
        "retrieval",
        "recall_at_10",
    ),
    Case(
        "恶性",
        SKIN_ZH,
        "根据皮肤镜图和病史预测良恶性，病种不能用，优先考虑召回率，" "恶性为正类",
        "良恶性",
        "binary",
        "recall",
        without="病种",
        positive="恶性",
    ),
    Case(
        "销量",
        SHOP_ZH,
        "预测商品销量，忽略库存和退货率，用RMSLE评估，参数不超过50万",
        "销量",
        "regression",
        "rmsle",
        without="库存 退货率",
        params=500_000,
    ),
    Case(
        "类目",
        SHOP_ZH,
        "仅根据主图对商品类目进行分类，加权F1",
        "类目",
        "multiclass",
        "f1_weighted",
        only="主图",
    ),
    Case(
        "二手车",
        CAR_ZH,
        "估计二手成交价，除了新车指导价以外的列都可以用，MAPE，"
        "CPU上每条不超过20毫秒",
        "二手成交价",
        "regression",
        "mape",
        without="新车指导价",
        latency=20.0,
    ),
    Case(
        "颗粒物",
        AIR_ZH,
        "同时预测PM25和PM10，不使用空气等级，评价指标R2",
        "PM25 PM10",
        "multitarget",
        "r2",
        without="空气等级",
    ),
    Case(
        "空气等级",
        AIR_ZH,
        "预测空气等级（优<良<轻度污染<重度污染），不要用PM25和PM10",
        "空气等级",
        "ordinal",
        without="PM25 PM10",
        levels="优 良 轻度污染 重度污染",
    ),
)

UNCLEAR = (
    Case(
        "which-score",
        EXAM,
        "predict the score from the handwriting",
        ask="score_math score_reading",
    ),
    Case(
        "which-damage",
        PART,
        "predict crack or corrosion from the thermal image",
        ask="crack corrosion",
    ),
    Case("which-money", HEALTH, "predict charges or premium", ask="charges premium"),
    Case("哪个价格", CAR_ZH, "预测车的价格", ask="新车指导价 二手成交价"),
    Case("哪个PM", AIR_ZH, "预测PM浓度", ask="PM25 PM10"),
)
