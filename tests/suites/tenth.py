"""Statements written after the ninth mending, first read once they were written.

At that first run 11 of 20 were complete and right (55 %); the rules before the seventh
mending read 7. Wrong were inputs in 4; 5 clear ones were refused. None was read with a
wrong target, kind or metric.
"""

from statement_suite import Case

GYM = """set id; wrist_imu series; phone_video video; heart_rate series; exercise
 category =squat,press,row,lunge; reps integer 1..30; load_kg number; injured
 boolean; coach category =c1,c2; rpe integer 1..10"""
LAB = """sample_id id; micrograph image; raman series; batch_no integer 1..9999;
 temperature_C number; yield_strength_MPa number; hardness_HV number; phase category
 =alpha,beta,gamma; passed_qc boolean; operator category =o1,o2"""
TAXI = """trip id; pickup_lat latitude; pickup_lon longitude; dropoff_lat latitude;
 dropoff_lon longitude; pickup_time date; passengers integer 1..6; weather text;
 fare number; tip number; trip_seconds number; payment category =cash,card"""
MAIL = """msg id; subject text; body text; attachment_img image; sender_domain
 category =a,b,c; n_links integer 0..60; phishing boolean; reported_by_user boolean;
 folder category =inbox,junk,promo"""
ZOO = """frame id; camera_trap image; mic audio; temp number; hour integer 0..23;
 species category =fox,deer,boar,none; animal_count integer 0..25; night boolean"""
INSUR = """policy id; roof_photo image; agent_notes text; build_year integer
 1900..2022; premium number; claim_paid number; had_claim boolean; region category
 =n,s,w; risk_class category =low,medium,high"""
SLEEP = """night id; eeg series; snore_audio audio; questionnaire text; bmi number;
 ahi number; apnea boolean; insomnia boolean; sleep_quality integer 1..5; clinician
 category =k,l"""
BOOK = """isbn id; cover image; blurb text; author category =a,b,c; pages integer
 30..1500; price_usd number; avg_stars number; n_ratings integer 0..90000;
 bestseller boolean; shelf category =kids,crime,poetry"""
PART_ZH = """序列号 id; X光图 image; 超声波形 series; 厚度mm number; 硬度 number;
 气孔 boolean; 裂纹 boolean; 等级 category =B,A,C; 检验员 category =甲,乙; 返修次数
 integer 0..9"""
TOUR_ZH = """景点号 id; 风景图 image; 游记 text; 门票价格 number; 游客数 integer
 0..90000; 评分 number; 是否5A boolean; 季节 category =春,夏,秋,冬; 省份 category
 =a,b,c"""

SEEN = (
    Case(
        "exercise",
        GYM,
        "which exercise is somebody doing? wrist imu + heart rate. Video would be nice"
        " but members object to being filmed, so leave phone_video out. macro f1, 15ms",
        "exercise",
        "multiclass",
        "f1_macro",
        latency=15.0,
        without="phone_video",
    ),
    Case(
        "reps-ten",
        GYM,
        "Count repetitions in each set with the IMU (number of reps, MAE). The coach"
        " and the RPE are entered afterwards by hand and hence unknown.",
        "reps",
        "regression",
        "mae",
        without="coach rpe",
    ),
    Case(
        "strength",
        LAB,
        "Materials science: estimate yield strength (MPa) and hardness (HV) at once"
        " from micrographs and Raman spectra. Do not feed batch numbers or the"
        " operator. Metric: R2.",
        "yield_strength_MPa hardness_HV",
        "multitarget",
        "r2",
        without="batch_no operator",
    ),
    Case(
        "phase",
        LAB,
        "Phase identification. QC result and mechanical properties (yield strength,"
        " hardness) are measured after the fact, the model has to do without them.",
        "phase",
        "multiclass",
        without="passed_qc yield_strength_MPa hardness_HV",
    ),
    Case(
        "fare",
        TAXI,
        "how much will a taxi ride cost? (fare) rmse. obviously we dont know the tip or"
        " the trip duration (trip_seconds) beforehand",
        "fare",
        "regression",
        "rmse",
        without="tip trip_seconds",
    ),
    Case(
        "tip-ten",
        TAXI,
        "Predict tip. Payment type is a leak (cash tips aren't recorded) - exclude it."
        " MAE and at most 200k parameters.",
        "tip",
        "regression",
        "mae",
        without="payment",
        params=200_000,
    ),
    Case(
        "phishing",
        MAIL,
        "Is this mail phishing? Look at subject, body and the attached image. What the"
        " user did with it (folder, reported_by_user) isn't available yet. We would"
        " hate to lose good mail, so as few false positives as possible.",
        "phishing",
        "binary",
        "precision",
        without="folder reported_by_user",
    ),
    Case(
        "animals",
        ZOO,
        "Camera trap: species? (fox, deer, boar, none). Images only, the microphone is"
        " broken half of the time. Top-1 accuracy; below 5M params.",
        "species",
        "multiclass",
        "accuracy",
        only="camera_trap",
        params=5_000_000,
    ),
    Case(
        "how-many",
        ZOO,
        "And how many animals are in the frame? Not the species, just the count."
        " Species labels shouldn't be an input.",
        "animal_count",
        "regression",
        without="species",
    ),
    Case(
        "claim",
        INSUR,
        "We insure roofs. Which policies will have a claim next year? claim_paid is"
        " zero without a claim, so that one's cheating. Use photo, notes, year of"
        " construction and region. Gini or AUC, AUC is fine.",
        "had_claim",
        "binary",
        "roc_auc",
        without="claim_paid",
    ),
    Case(
        "risk",
        INSUR,
        "assign risk classes low < medium < high. Premium depends on the risk class,"
        " don't give it to the model",
        "risk_class",
        "ordinal",
        without="premium",
        levels="low medium high",
    ),
    Case(
        "sleep",
        SLEEP,
        "For each night, decide on apnea and insomnia (may both be present). AHI"
        " defines apnea, therefore it is not an allowed feature. Hamming loss.",
        "apnea insomnia",
        "multilabel",
        "hamming_loss",
        without="ahi",
    ),
    Case(
        "ahi",
        SLEEP,
        "AHI regression on EEG and snoring, with a 90 % prediction interval; the apnea"
        " flag and the clinician's name are not allowed",
        "ahi",
        "regression",
        "mae pinball",
        without="apnea clinician",
        quantiles=(0.05, 0.95),
    ),
    Case(
        "bestseller",
        BOOK,
        "Judge a book by its cover - literally: bestseller or not, from the cover"
        " alone. F1.",
        "bestseller",
        "binary",
        "f1",
        only="cover",
    ),
    Case(
        "stars",
        BOOK,
        "Estimate the average star rating before publication. There are no ratings and"
        " no bestseller status at that stage, so n_ratings and bestseller must go."
        " MAE.",
        "avg_stars",
        "regression",
        "mae",
        without="n_ratings bestseller",
    ),
    Case(
        "blurb",
        BOOK,
        "find the right blurb for a cover, median rank",
        "blurb",
        "retrieval",
        "median_rank",
    ),
    Case(
        "探伤",
        PART_ZH,
        "无损检测：根据X光图和超声波形，同时判断工件有没有气孔和裂纹。检验员和返修次数不要"
        "喂给模型。宏F1。",
        "气孔 裂纹",
        "multilabel",
        "f1_macro",
        without="检验员 返修次数",
    ),
    Case(
        "定级",
        PART_ZH,
        "给零件定等级，A最好，C最差，只允许使用X光图和超声波形，QWK",
        "等级",
        "ordinal",
        "cohen_kappa_quadratic",
        only="X光图 超声波形",
        levels="C B A",
    ),
    Case(
        "客流",
        TOUR_ZH,
        "景区想知道每天大概来多少游客，评分是游客来了之后才打的，所以不能放。平均绝对误差",
        "游客数",
        "regression",
        "mae",
        without="评分",
    ),
)

UNCLEAR = (
    Case(
        "which-time",
        "clip audio; prep_time number; cook_time number; calories number",
        "what is the time of a recipe?",
        ask="prep_time cook_time",
    ),
)
