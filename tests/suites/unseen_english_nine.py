"""Forty-four statements by somebody who had never seen the reader: cars with lidar and radar,
intensive care, calls, fields from above, jobs, second-hand cars, music, engine rooms.
First reading: 35 right, none with another target, none guessed.
"""

from statement_suite import Case

DRIVE = """clip_id id; front_cam image; lidar points; radar vector; gps_lat latitude; gps_lon longitude; ego_speed_kmh number;
 steering_angle_deg number; weather category =clear,rain,fog,snow;
 road_users category =car,car|pedestrian,cyclist|car,truck,pedestrian; hard_brake boolean; takeover boolean; lead_distance_m number;
 driver_remark text"""

ICU = """stay_no id; admitted_on date; chest_xray image; ecg series; admission_note text; -discharge_letter text; age integer 18..97;
 sex category =f,m; lactate_mmol number; kidney_injury category =none,mild,moderate,severe; ventilated boolean; icu_days number;
 hospital_days number; died boolean"""

CALLS = """call_id id; recording audio; transcript text; agent_notes text; started_at date; topic category =card,loan,transfer,login,complaint;
 wait_sec number; talk_sec number; transferred boolean; resolved boolean; satisfaction integer 1..5; -survey_comment text;
 fraud_suspected boolean; bank constant"""

FIELDS = """plot_id id; rgb_tile image; multispectral_tile image; canopy_cloud points; flown_on date; lat latitude; lon longitude;
 crop category =wheat,maize,rapeseed,potato; weed_cover_pct number; diseases category =rust,rust|mildew,mildew,blight,blight|rust;
 lodged boolean; yield_t_ha number; harvested_tonnes number; farmer_note text"""
JOBS = """ad_id id; logo image; title text; description text; posted_on date; industry category =it,nursing,logistics,sales,catering;
 remote boolean; salary_min_eur number; salary_max_eur number; skills category =sql,sql|python,english,english|driving,driving;
 applications integer 0..420; -clicks integer 0..9000; days_online integer 1..120; filled boolean"""

CARS = """listing_id id; photo image; engine_sound audio; description text; make category =vw,toyota,fiat,volvo;
 fuel category =petrol,diesel,electric,hybrid; first_registered date; mileage_km number; horsepower integer 45..620; owners integer 1..6;
 accident boolean; asking_price number; sale_price number; days_to_sell integer 1..300"""

MUSIC = """track_id id; clip audio; cover image; lyrics text; artist_bio text; released_on date; genre category =rock,jazz,techno,folk;
 moods category =calm,calm|sad,happy,happy|wild,sad; tempo_bpm number; loudness_db number; explicit boolean; skip_rate number;
 streams_first_week integer 0..900000; -streams_total integer 0..90000000"""

ENGINE = """reading_id id; logged_at date; thermal_image image; bearing_audio audio; vibration series; log_entry text; rpm integer 60..1800;
 load_pct number; oil_temp_c number; exhaust_temp_c number; fuel_kg_h number; bearing_wear category =good,fair,worn,critical;
 alarm boolean; vessel constant"""
_FIRST = (
    Case(
        "english10-drive-takeover",
        DRIVE,
        "Will the safety driver take over? The remark is written afterwards, so leave it out. ROC AUC",
        "takeover",
        "binary",
        "roc_auc",
        without="driver_remark",
    ),
    Case(
        "english10-drive-lead",
        DRIVE,
        "distance to the car ahead, MAE, without radar",
        "lead_distance_m",
        "regression",
        "mae",
        without="radar",
    ),
    Case(
        "english10-drive-control",
        DRIVE,
        "Predict the steering angle and the speed together from the front camera. RMSE.",
        "steering_angle_deg ego_speed_kmh",
        "multitarget",
        "rmse",
    ),
    Case(
        "english10-drive-weather",
        DRIVE,
        "What is the weather like? Only the front camera, and the answer has to be there within 30 ms.",
        "weather",
        "multiclass",
        only="front_cam",
        latency=30,
    ),
    Case(
        "english10-drive-users",
        DRIVE,
        "Which road users are in the scene? Often it's more than one. Macro F1. I don't want the GPS coordinates in there, our cars"
        " keep driving the same loop and the model would just learn the route.",
        "road_users",
        "multilabel",
        "f1_macro",
        without="gps_lat gps_lon",
        separator="|",
    ),
    Case(
        "english10-icu-death",
        ICU,
        "Will the patient die? Average precision. It should run on the first day, so no discharge letter and neither icu_days nor"
        " hospital_days.",
        "died",
        "binary",
        "average_precision",
        without="discharge_letter icu_days hospital_days",
    ),
    Case(
        "english10-icu-kidney",
        ICU,
        "grade the kidney injury (none < mild < moderate < severe), quadratic weighted kappa",
        "kidney_injury",
        "ordinal",
        "cohen_kappa_quadratic",
        levels="none mild moderate severe",
    ),
    Case(
        "english10-icu-survival",
        ICU,
        "Survival analysis please: the time is hospital_days, the event is died, everybody else is censored at discharge. C-index."
        " icu_days must not be used.",
        "hospital_days died",
        "survival",
        "c_index",
        without="icu_days",
    ),
    Case(
        "english10-icu-ventilated",
        ICU,
        "does the patient need to be ventilated? use the chest x-ray and the ECG and nothing else",
        "ventilated",
        "binary",
        only="chest_xray ecg",
    ),
    Case(
        "english10-icu-lactate",
        ICU,
        "Estimate lactate, mean absolute percentage error. For fairness the model shouldn't know age or sex.",
        "lactate_mmol",
        "regression",
        "mape",
        without="age sex",
    ),
    Case(
        "english10-calls-topic",
        CALLS,
        "what is the customer calling about? accuracy. the agents write the topic in their notes so those are out",
        "topic",
        "multiclass",
        "accuracy",
        without="agent_notes",
    ),
    Case(
        "english10-calls-satisfaction",
        CALLS,
        "How satisfied will the customer be? It's an ordered scale, 1 is worst and 5 is best. The survey comment arrives together"
        " with the rating, so don't use it.",
        "satisfaction",
        "ordinal",
        without="survey_comment",
    ),
    Case(
        "english10-calls-fraud",
        CALLS,
        "Flag calls with suspected fraud from the recording alone. A missed one is expensive, so F2. At most 8 million parameters.",
        "fraud_suspected",
        "binary",
        "f2",
        only="recording",
        params=8_000_000,
    ),
    Case(
        "english10-calls-resolved",
        CALLS,
        "Was the customer's problem resolved? log loss. Satisfaction and the survey comment only come in days later, so not those",
        "resolved",
        "binary",
        "log_loss",
        without="satisfaction survey_comment",
    ),
    Case(
        "english10-calls-wait",
        CALLS,
        "Hi, we'd like to tell callers how long they'll have to wait. Please drop talk_sec, transferred, resolved and satisfaction, as they"
        " are filled in later. Everything else is fine.",
        "wait_sec",
        "regression",
        without="talk_sec transferred resolved satisfaction",
    ),
    Case(
        "english10-fields-yield",
        FIELDS,
        "yield per hectare, R2. ignore the harvested tonnes, thats the same thing",
        "yield_t_ha",
        "regression",
        "r2",
        without="harvested_tonnes",
    ),
    Case(
        "english10-fields-diseases",
        FIELDS,
        "Tell me which diseases a plot has, there can be several at once. Not from the farmer's note though: he only writes it after the"
        " lab result.",
        "diseases",
        "multilabel",
        without="farmer_note",
        separator="|",
    ),
    Case(
        "english10-fields-lodged",
        FIELDS,
        "Has the crop lodged? MCC. Yield and harvested tonnes aren't known when the drone flies, so exclude both.",
        "lodged",
        "binary",
        "mcc",
        without="yield_t_ha harvested_tonnes",
    ),
    Case(
        "english10-fields-crop",
        FIELDS,
        "which crop is it, using just the RGB tile. must fit into 200 MB of memory",
        "crop",
        "multiclass",
        only="rgb_tile",
        memory=200,
    ),
    Case(
        "english10-fields-weeds",
        FIELDS,
        "Percentage of weed cover with the 5% and 95% quantiles, pinball loss",
        "weed_cover_pct",
        "regression",
        "pinball",
        quantiles=(0.05, 0.95),
    ),
)


_FIRST_UNCLEAR = (
    Case(
        "english10-icu-stay",
        ICU,
        "Predict how many days, RMSE. Without the discharge letter.",
        ask="icu_days hospital_days",
    ),
    Case(
        "english10-calls-seconds",
        CALLS,
        "predict the seconds for each call, median absolute error",
        ask="wait_sec talk_sec",
    ),
)

_SECOND = (
    Case(
        "english10-jobs-applications",
        JOBS,
        "How many applications will an ad get? RMSLE. No clicks, we see those only afterwards, and the same goes for filled and days_online.",
        "applications",
        "regression",
        "rmsle",
        without="clicks filled days_online",
    ),
    Case(
        "english10-jobs-salaries",
        JOBS,
        "minimum and maximum salary, both in one model, MAE",
        "salary_min_eur salary_max_eur",
        "multitarget",
        "mae",
    ),
    Case(
        "english10-jobs-match",
        JOBS,
        "Given a job title, find the description that belongs to it. Use only title and description. MRR.",
        "description",
        "retrieval",
        "mrr",
        only="title description",
    ),
    Case(
        "english10-jobs-filled",
        JOBS,
        "How long until a job is filled? days_online is the time and filled the event, ads with filled = 0 are still open (censored). Concordance"
        " index, and without applications and clicks please.",
        "days_online filled",
        "survival",
        "c_index",
        without="applications clicks",
    ),
    Case(
        "english10-jobs-remote",
        JOBS,
        "is it a remote job? just the title and the description, accuracy",
        "remote",
        "binary",
        "accuracy",
        only="title description",
    ),
    Case(
        "english10-cars-sale",
        CARS,
        "What will the car be sold for? RMSE. The asking price must not go in.",
        "sale_price",
        "regression",
        "rmse",
        without="asking_price",
    ),
    Case(
        "english10-cars-accident",
        CARS,
        "has the car had an acident? F1. photo and description, nothing else",
        "accident",
        "binary",
        "f1",
        only="photo description",
    ),
    Case(
        "english10-cars-fuel",
        CARS,
        "Tell the fuel type by the engine sound only, in under 20 ms per car.",
        "fuel",
        "multiclass",
        only="engine_sound",
        latency=20,
    ),
    Case(
        "english10-cars-days",
        CARS,
        "days to sell, median absolute error, sale_price excluded",
        "days_to_sell",
        "regression",
        "median_ae",
        without="sale_price",
    ),
    Case(
        "english10-cars-mileage",
        CARS,
        "We have had quite a few cases of odometers turned back lately, so I'd like an estimate of a car's mileage that I can hold against what the"
        " seller claims. Mean absolute error in km. The description can't be used because sellers state the mileage in it.",
        "mileage_km",
        "regression",
        "mae",
        without="description",
    ),
    Case(
        "english10-music-genre",
        MUSIC,
        "genre from the audio clip, balanced accuracy, no artist bio pls",
        "genre",
        "multiclass",
        "balanced_accuracy",
        without="artist_bio",
    ),
    Case(
        "english10-music-explicit",
        MUSIC,
        "Does the song have explicit content? The lyrics are all the model may see.",
        "explicit",
        "binary",
        only="lyrics",
    ),
    Case(
        "english10-music-moods",
        MUSIC,
        "Tag each track with its moods (many have two). The skip rate, the streams in the first week and total streams are not to be used.",
        "moods",
        "multilabel",
        without="skip_rate streams_first_week streams_total",
        separator="|",
    ),
    Case(
        "english10-music-sound",
        MUSIC,
        "I want tempo and loudness predicted at the same time, R2 as metric",
        "tempo_bpm loudness_db",
        "multitarget",
        "r2",
    ),
    Case(
        "english10-music-week",
        MUSIC,
        "How often will a new release be streamed in its first week? I care about the order more than the exact number, so Spearman. skip_rate and"
        " streams_total don't exist yet at that point, keep them out.",
        "streams_first_week",
        "regression",
        "spearman",
        without="skip_rate streams_total",
    ),
    Case(
        "english10-engine-wear",
        ENGINE,
        "How worn is the bearing? The grades are ordered: good, fair, worn, critical. Don't let it read the log entry, the engineer notes the grade"
        " there. Quadratic kappa.",
        "bearing_wear",
        "ordinal",
        "cohen_kappa_quadratic",
        without="log_entry",
        levels="good fair worn critical",
    ),
    Case(
        "english10-engine-alarm",
        ENGINE,
        "will there be an alarm, recall. leave out exhaust temperature since it's what sets off the alarm",
        "alarm",
        "binary",
        "recall",
        without="exhaust_temp_c",
    ),
    Case(
        "english10-engine-fuel",
        ENGINE,
        "fuel consumption per hour without rpm and load",
        "fuel_kg_h",
        "regression",
        without="rpm load_pct",
    ),
    Case(
        "english10-engine-exhaust",
        ENGINE,
        "Predict the exhaust temperature, RMSE. Inputs are only rpm, load and oil temperature. It runs on a small controller with 64 MB of memory.",
        "exhaust_temp_c",
        "regression",
        "rmse",
        only="rpm load_pct oil_temp_c",
        memory=64,
    ),
    Case(
        "english10-engine-rpm",
        ENGINE,
        "Can you tell the rpm by listening to the bearing? bearing_audio alone, MAPE",
        "rpm",
        "regression",
        "mape",
        only="bearing_audio",
    ),
)


_SECOND_UNCLEAR = (
    Case(
        "english10-cars-price",
        CARS,
        "price of a used car, MAPE",
        ask="asking_price sale_price",
    ),
    Case(
        "english10-engine-temp",
        ENGINE,
        "Predict the temperature from vibration and load, MAE",
        ask="oil_temp_c exhaust_temp_c",
    ),
)

SEEN = _FIRST + _SECOND
UNCLEAR = _FIRST_UNCLEAR + _SECOND_UNCLEAR
KNOWN = {
    "english10-calls-topic": "refused",
}
"""What is misread, by its fields."""
