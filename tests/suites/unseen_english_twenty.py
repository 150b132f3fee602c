"""Twenty statements by somebody who had never seen the reader.
Read once: 11 of 20 right (8 of 17 clear ones), 2 with another target; mended since.
"""

from statement_suite import Case

HIVE = (
    "hive_id id; entrance_photo image; hive_sound audio; weight_curve series; inspection_notes text; "
    "apiary category =orchard,heath,roof; queen_age_years integer 0..5; outside_temp_c number -15..40; "
    "visit_date date; -swarmed boolean; -days_to_swarm number 0..120; -honey_kg number 0..60; "
    "-honey_frames integer 0..20; -varroa_level category =low,high,none,moderate; -varroa_count integer 0..300"
)
WARD = (
    "stay_id id; admission_note text; bed_sensor series; wound_photo image; age integer 18..100; "
    "mobility category =walks,walker,bedbound; ward category =3A,3B,5C; night_staff integer 1..9; "
    "albumin_g_l number 15..55; -fell boolean; -fall_count integer 0..6; -length_of_stay_days number 0..90; "
    "-readmitted boolean; -days_to_readmission number 0..365"
)
MOULD = (
    "Teil_Nr id; Kamerabild image; Druckkurve series; Temperaturkurve series; Maschine category =SG1,SG2,SG3; "
    "Material category =PA6,PP,ABS; Schicht category =frueh,spaet,nacht; Bediener category =Huber,Wolf,Beck; "
    "Zykluszeit_s number 5..90; Nachdruck_bar number 50..900; -Ausschuss boolean; "
    "-Ausschussgrund category =Grat,Lunker,Einfall,Brandstelle; -Gewicht_g number 1..900; -Verzug_mm number 0..4"
)
TRAIN = (
    "run_id id; line category =RE1,RB22,S8; origin category =Essen,Hamm,Trier; forecast_text text; "
    "construction_notice text; rolling_stock category =old,new,mixed; travel_date date; distance_km number 2..400; "
    "stops integer 1..40; -departure_delay_min number 0..180; -arrival_delay_min number 0..180; -cancelled boolean; "
    "-delay_reason category =signal,staff,weather,vehicle; -passengers_affected integer 0..2000"
)
LOT = (
    "lot_id id; photo image; condition_report text; provenance text; artist category =Nolde,Macke,Dix; "
    "medium category =oil,print,bronze; height_cm number 2..300; width_cm number 2..300; year_made integer 1650..2020; "
    "auction_house category =north,river,old_town; estimate_low number 50..900000; estimate_high number 60..1200000; "
    "-hammer_price number 50..3000000; -sold boolean; -bid_count integer 0..60"
)
PODCAST = (
    "episode_id id; audio_file audio; cover image; transcript text; show_notes text; host category =Kim,Raj,Lou; "
    "published date; duration_min number 3..200; show category =daily,deep,late; -downloads_7d integer 0..90000; "
    "-downloads_30d integer 0..200000; -completion_rate number 0..1; -avg_rating number 1..5; "
    "-rating_count integer 0..5000; -topics category =politics|health,politics,health,sport|money,money"
)
BIRD = (
    "shot_id id; caption text; photo image; call_recording audio; camera category =trail,phone,dslr; taken date; "
    "lat latitude; lon longitude; -species category =robin,wren,siskin,nuthatch; -species_count integer 0..40; "
    "-sex category =f,m; -nest_nearby boolean"
)
PUMP = (
    "pump_id id; vibration series; motor_current series; thermal_photo image; maintenance_log text; "
    "site category =north,south,harbour; pump_type category =gear,screw,centrifugal; running_hours number 0..60000; "
    "oil_temp_c number 10..120; installed date; -failed boolean; -failure_code category =seal,bearing,impeller,none; "
    "-hours_to_failure number 0..20000; -repair_hours number 0..90; -repair_cost_eur number 0..40000"
)
ACCOUNT = (
    "account_id id; last_ticket text; usage_curve series; plan category =free,team,business; seats integer 1..900; "
    "country category =de,fr,us,in; account_manager category =Bo,Mia,Sam; signup date; mrr_usd number 0..9000; "
    "nps integer 0..10; -status_next_quarter category =stayed,left; "
    "-leaving_reason category =price,missing_feature,competitor; -mrr_lost_usd number 0..9000; "
    "-tickets_next_month integer 0..80; -upgraded boolean"
)
MEAL = (
    "订单号 id; 菜品图片 image; 备注 text; 骑手 category =甲,乙,丙; 商圈 category =东,西,北; 距离km number 0..12; "
    "下单时间 date; 菜品数 integer 1..20; 天气 category =晴,雨,雪; -备餐分钟 number 0..60; -送达分钟 number 5..150; "
    "-是否超时 boolean; -是否差评 boolean; -小费 number 0..50"
)

SEEN: tuple[Case, ...] = (
    Case(
        "e13-hive-swarm",
        HIVE,
        "will this hive swarm? id rather climb up for nothing than lose a swarm. dont use my inspection notes, i write "
        "them afterwards",
        "swarmed",
        "binary",
        "recall f2 balanced_accuracy average_precision",
        without="inspection_notes",
    ),
    Case(
        "e13-hive-mites",
        HIVE,
        "How bad are the mites: none, low, moderate, high, in that order. Only the entrance photo and the hive sound "
        "please, nothing else.",
        "varroa_level",
        "ordinal",
        only="entrance_photo hive_sound",
        levels="none low moderate high",
    ),
    Case(
        "e13-ward-fall",
        WARD,
        "Which of our patients are going to have a fall, yes or no. Missing one is way worse than one bed alarm too "
        "many. Leave out the ward, we're moving in spring.",
        "fell",
        "binary",
        "recall f2 balanced_accuracy average_precision",
        without="ward",
    ),
    Case(
        "e13-ward-back",
        WARD,
        "how long until a patient comes back to hospital? if readmitted is false the days are just how long we followed "
        "them up",
        "days_to_readmission readmitted",
        "survival",
    ),
    Case(
        "e13-ward-stay",
        WARD,
        "How many days will they stay? Bed planning wants the 10th, 50th and 90th percentile, not one number. Don't use "
        "the wound photo, most don't have one",
        "length_of_stay_days",
        "regression",
        "pinball",
        without="wound_photo",
        quantiles=(0.1, 0.5, 0.9),
    ),
    Case(
        "e13-mould-scrap",
        MOULD,
        "need to flag scrap parts, max 15 ms per part on cpu. a false alarm stops the line and costs us far more than one "
        "bad part slipping through. no operator, works council says no",
        "Ausschuss",
        "binary",
        "precision f0_5 f05 f0.5 fbeta_0.5 specificity average_precision",
        without="Bediener",
        latency=15,
    ),
    Case(
        "e13-mould-both",
        MOULD,
        "For every part give me warpage and weight together, RMSE. The camera is broken half of the time so no pictures.",
        "Verzug_mm Gewicht_g",
        "multitarget",
        "rmse",
        without="Kamerabild",
    ),
    Case(
        "e13-train-cancel",
        TRAIN,
        "will a train be cancelled? rare, so PR-AUC. please keep the line out, I don't want it to just learn that one "
        "line is bad",
        "cancelled",
        "binary",
        "average_precision",
        without="line",
    ),
    Case(
        "e13-lot-price",
        LOT,
        "What will a lot go for under the hammer? Being 20% off on a cheap print is as bad as 20% off on a big oil. "
        "Ignore the auction house.",
        "hammer_price",
        "regression",
        "mape rmsle smape msle",
        without="auction_house",
    ),
    Case(
        "e13-podcast-topics",
        PODCAST,
        "tag each episode with its topics, usually more than one, separated by | . show notes are off limits bc the "
        "producer pastes the tags in there",
        "topics",
        "multilabel",
        separator="|",
        without="show_notes",
    ),
    Case(
        "e13-bird-photo",
        BIRD,
        "find the right photo for each caption. only the caption and the photo may go in, nothing else",
        "photo",
        "retrieval",
        only="caption photo",
    ),
    Case(
        "e13-bird-species",
        BIRD,
        "Which species is it? Use only the call recording, at night there is no picture. Runs on my Raspberry Pi so at "
        "most 512 MB of RAM.",
        "species",
        "multiclass",
        only="call_recording",
        memory=512,
    ),
    Case(
        "e13-pump-time",
        PUMP,
        "Time until a pump breaks down. Some are still running: failed is false there and the hours are only how long we "
        "watched. No maintenance log.",
        "hours_to_failure failed",
        "survival",
        without="maintenance_log",
    ),
    Case(
        "e13-pump-part",
        PUMP,
        "What is going to break: seal, bearing, impeller or nothing? Seals are 80% of it so plain accuracy tells me "
        "nothing. Less than 1M parameters.",
        "failure_code",
        "multiclass",
        "f1_macro balanced_accuracy mcc cohen_kappa",
        params=1_000_000,
    ),
    Case(
        "e13-account-leave",
        ACCOUNT,
        "which customers leave us next quarter? we can only call 50 of them, so the ones at the top of the list have to "
        "be right. dont use account manager, gets reshuffled in june",
        "status_next_quarter",
        "binary",
        "average_precision precision roc_auc f0_5 f05 f0.5 precision_at_k",
        without="account_manager",
        positive="left",
    ),
    Case(
        "e13-account-tickets",
        ACCOUNT,
        "how many support tickets will each customer open next month. mean abs error. without the country, legal isn't "
        "happy with it",
        "tickets_next_month",
        "regression",
        "mae",
        without="country",
    ),
    Case(
        "e13-meal-minutes",
        MEAL,
        "Predict how many minutes it takes for the food to arrive. Not the rider, union agreement. One order an hour late "
        "hurts more than ten five minutes late, so punish big errors.",
        "送达分钟",
        "regression",
        "rmse mse",
        without="骑手",
    ),
)

UNCLEAR: tuple[Case, ...] = (
    Case(
        "e13-train-late",
        TRAIN,
        "I'm writing about punctuality. Predict how many minutes late each train is, mean absolute error.",
        ask="departure_delay_min arrival_delay_min",
    ),
    Case(
        "e13-podcast-downloads",
        PODCAST,
        "how many downloads will a new episode get? from the audio, the cover and the transcript. rmsle",
        ask="downloads_7d downloads_30d",
    ),
    Case(
        "e13-pump-repair",
        PUMP,
        "Predict how big the repair of each pump is going to be, so that we can plan ahead. RMSE.",
        ask="repair_hours repair_cost_eur",
    ),
)
