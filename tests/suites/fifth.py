"""Statements written after the fourth mending, and first read once they were written.

At that first run 15 of 27 were complete and right (56 %): English 11 of 21, Chinese 4
of 6; clear ones 11 of 22; none of the 5 unclear ones was guessed, but one refusal did
not name the candidates.
"""

from statement_suite import Case

KIDNEY = """patient id; ultrasound image; report text; creatinine number; egfr number;
 age integer 18..95; dialysis boolean; stage category =G3,G1,G2,G4; hospital category
 =a,b,c; outcome category =stable,worse,better"""
HOTEL = """booking id; room_photo image; request text; lead_days integer 0..400;
 nights integer 1..30; price_per_night number; total_price number; canceled boolean;
 country category =pt,es,fr,de; stars integer 1..5"""
SOLAR = """ts date; sky image; irradiance number; module_temp number; ac_power number;
 dc_power number; fault category =none,shading,soiling"""
FREIGHT = """load_id integer 1..90000; cargo_photo image; note text; weight_t number;
 volume_m3 number; distance_km number; fuel_l number; co2_kg number; damaged boolean;
 priority category =low,high,urgent,normal"""
CLASSROOM = """pupil id; drawing image; voice audio; age_months integer 36..96;
 reading_level integer 1..5; dyslexia boolean; school category =a,b,c; label text"""
COFFEE = """batch id; bean_image image; aroma series; altitude_m number;
 moisture number;
 cup_score number; defects_count integer 0..60; grade category =B,A,C; price number"""
MUSIC = """song id; preview audio; cover image; lyrics text; bpm number; valence number;
 energy number; moods category =sad|calm,calm,happy,happy|wild,wild;
 explicit boolean; popularity integer 0..100"""
DRONE = """flight id; rgb image; depth points; imu vector; altitude number; wind number;
 crash boolean; minutes_to_crash number; battery_pct number"""
FOREST = """plot id; satellite image; lidar points; elevation number; slope number;
 biomass_t_ha number; height_m number; burned boolean; forest_type category
 =pine,oak,mixed"""
NEWS = (
    "nid id; headline text; photo image; clicks integer 0..90000; section category =a,b"
)
HOSPITAL_ZH = """住院号 id; 超声图 image; 检查报告 text; 肌酐 number;
 年龄 integer 18..95;
 是否透析 boolean; 费用 number; 分期 category =二期,一期,三期"""
LOGISTICS_ZH = """订单号 integer 1..99999; 货物照片 image; 备注 text; 重量 number;
 距离 number; 运费 number; 配送时长 number; 是否延误 boolean"""
VIDEO_ZH = """视频号 id; 封面 image; 标题 text; 音轨 audio; 时长 number; 播放量 integer
 0..99999; 点赞量 integer 0..9999; 主题 category =美食|旅行,旅行,美食,科技|美食,科技"""

SEEN = (
    Case(
        "dialysis",
        KIDNEY,
        "Our clinic has about four hundred patients. We would like to"
        " know who ends up on dialysis, using the ultrasound, the report and the lab"
        " values. egfr is computed from creatinine, so please leave it out. AUC.",
        "dialysis",
        "binary",
        "roc_auc",
        without="egfr",
    ),
    Case(
        "kidney-stage",
        KIDNEY,
        "predict the CKD stage, G1 < G2 < G3 < G4. Ignore"
        " outcome, dialysis and hospital.",
        "stage",
        "ordinal",
        levels="G1 G2 G3 G4",
        without="outcome dialysis hospital",
    ),
    Case(
        "cancel",
        HOTEL,
        "will a guest cancel the booking? Logloss. Not the country,"
        " please - privacy.",
        "canceled",
        "binary",
        "log_loss",
        without="country",
    ),
    Case(
        "night-price",
        HOTEL,
        "Predict price_per_night. total_price contains it so it"
        " must not be used. At most 1.5 million parameters and 10 ms.",
        "price_per_night",
        "regression",
        without="total_price",
        params=1_500_000,
        latency=10.0,
    ),
    Case(
        "ac-dc",
        SOLAR,
        "Predict ac_power and dc_power at once from sky images and"
        " irradiance. RMSE. Exclude fault.",
        "ac_power dc_power",
        "multitarget",
        "rmse",
        without="fault",
    ),
    Case(
        "fault",
        SOLAR,
        "what fault does a module have? Use anything except for the two"
        " powers. F1 macro",
        "fault",
        "multiclass",
        "f1_macro",
        without="ac_power dc_power",
    ),
    Case(
        "co2",
        FREIGHT,
        "co2 emissions in kg per shipment; fuel_l is off limits, and"
        " load_id too. MAE",
        "co2_kg",
        "regression",
        "mae",
        without="fuel_l load_id",
    ),
    Case(
        "priority",
        FREIGHT,
        "Assign a priority (low, normal, high, urgent) to each load"
        " based on the note and the photo. Mistaking urgent for low is the"
        " worst error.",
        "priority",
        "ordinal",
        levels="low normal high urgent",
    ),
    Case(
        "dyslexia",
        CLASSROOM,
        "Screen pupils for dyslexia from drawing and voice."
        " We can't afford to miss any child. `label` is just a comment, don't"
        " use it. Do"
        " not use school.",
        "dyslexia",
        "binary",
        "recall",
        without="label school",
    ),
    Case(
        "reading",
        CLASSROOM,
        "estimate the reading level (1 to 5, ordered) of a pupil" " from voice only",
        "reading_level",
        "ordinal",
        levels="1 2 3 4 5",
        only="voice",
    ),
    Case(
        "cup",
        COFFEE,
        "Predict cup_score with 5% and 95% quantiles; grade and price"
        " depend on the score and must be excluded",
        "cup_score",
        "regression",
        "mae pinball",
        without="grade price",
        quantiles=(0.05, 0.95),
    ),
    Case(
        "moods",
        MUSIC,
        "Multi-label mood tagging (column moods, pipe-separated) from"
        " preview, cover and lyrics. Do not use valence or energy. Macro F1",
        "moods",
        "multilabel",
        "f1_macro",
        separator="|",
        without="valence energy",
    ),
    Case(
        "popularity",
        MUSIC,
        "How popular will a song be? Spearman. no lyrics, no cover",
        "popularity",
        "regression",
        "spearman",
        without="lyrics cover",
    ),
    Case(
        "crash",
        DRONE,
        "Time-to-event: minutes_to_crash with crash as the event"
        " indicator. Exclude battery_pct. Memory below 3 GB.",
        "minutes_to_crash crash",
        "survival",
        "c_index",
        without="battery_pct",
        memory=3072,
    ),
    Case(
        "biomass",
        FOREST,
        "biomass (t/ha) and canopy height from satellite + lidar, joint" " model, R2",
        "biomass_t_ha height_m",
        "multitarget",
        "r2",
    ),
    Case(
        "forest",
        FOREST,
        "Clasify the forest type form satelite images, ignor the" " biomass",
        "forest_type",
        "multiclass",
        without="biomass_t_ha",
    ),
    Case(
        "news",
        NEWS,
        "search engine: for a headline retrieve the right photo, recall at" " 1",
        "photo",
        "retrieval",
        "recall_at_1",
    ),
    Case(
        "透析",
        HOSPITAL_ZH,
        "预测患者是否需要透析，用超声图、检查报告和年龄，费用不可使用，" "指标为PR-AUC",
        "是否透析",
        "binary",
        "average_precision",
        without="费用",
    ),
    Case(
        "分期",
        HOSPITAL_ZH,
        "对肾病分期进行预测（一期<二期<三期），不要使用是否透析",
        "分期",
        "ordinal",
        levels="一期 二期 三期",
        without="是否透析",
    ),
    Case(
        "配送",
        LOGISTICS_ZH,
        "预测配送时长，订单号只是编号，不要用；是否延误也不能用。" "均方根误差",
        "配送时长",
        "regression",
        "rmse",
        without="订单号 是否延误",
    ),
    Case(
        "播放",
        VIDEO_ZH,
        "预测视频的播放量和点赞量，不看时长，R2，推理延迟低于5毫秒",
        "播放量 点赞量",
        "multitarget",
        "r2",
        without="时长",
        latency=5.0,
    ),
    Case(
        "主题",
        VIDEO_ZH,
        "给视频打上主题标签，每个视频可能有多个主题，只用封面和标题",
        "主题",
        "multilabel",
        separator="|",
        only="封面 标题",
    ),
)

UNCLEAR = (
    Case(
        "which-price-hotel",
        HOTEL,
        "predict the price from the room photo",
        ask="price_per_night total_price",
    ),
    Case("which-power", SOLAR, "forecast the power", ask="ac_power dc_power"),
    Case("fuel-or-co2", FREIGHT, "estimate fuel_l or co2_kg", ask="fuel_l co2_kg"),
    Case(
        "nothing-said", FOREST, "please build a good fusion model", ask="biomass_t_ha"
    ),
    Case("哪个量", VIDEO_ZH, "预测视频的量", ask="播放量 点赞量"),
)
