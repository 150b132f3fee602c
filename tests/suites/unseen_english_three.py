"""Forty-four statements in English by people who had never seen the reader, kept unread
while it was mended for their sister lists: a call centre, a ski resort, a glass factory,
a museum, dairy cows, bridges, language exchange, wafers.

Read before those were mended: 34 of 44. Read after: 36, none with another target
without a word. Then they were opened, and the classes of what was misread mended.
"""

from statement_suite import Case

ENGLISH3_CALLS = """call_id id; recording audio; transcript text;
 agent_name category =mona,pete,ravi,sue,tom;
 queue category =billing,technical,sales,cancellation;
 caller_region category =north,south,east,west; called_at date;
 wait_seconds integer 0..1800; talk_seconds integer 10..5400;
 prior_contacts integer 0..15; escalated boolean; resolved boolean;
 topics category =invoice|refund,outage,contract|moving,outage|router,refund;
 satisfaction integer 1..5"""

ENGLISH3_SKI = """record_id id; webcam image; weather_report text; day date;
 zone category =glacier,north_face,village,forest; wind_kmh number; temp_c number;
 valley_snow_cm number; summit_snow_cm number; tickets_sold integer 0..9000;
 queue_minutes number;
 avalanche_level category =low,moderate,considerable,high,extreme;
 lifts_closed boolean; injuries integer 0..25"""

ENGLISH3_GLASS = """pane_id id; surface_scan image; vibration_log series;
 operator_comment text; line category =A1,A2,B1; shift category =early,late,night;
 furnace_temp_c number; belt_speed_m_min number; cooling_hours number;
 thickness_mm number; bubble_count integer 0..60;
 defect_type category =none,bubble,scratch,inclusion,crack; rejected boolean;
 strength_mpa number"""

ENGLISH3_MUSEUM = """visit_id id; entrance_photo image; floor_path series;
 comment_card text; ticket_type category =adult,child,senior,group;
 home_country category =FR,DE,US,JP,IT; arrived_at date; group_size integer 1..30;
 audio_guide boolean; -minutes_inside number; -shop_spend_eur number;
 -cafe_spend_eur number; -star_rating integer 1..5; -bought_membership boolean"""

ENGLISH4_DAIRY = """cow_id id; udder_photo image; gait_video video; activity_log series;
 farmer_note text; breed category =holstein,jersey,ayrshire,brown_swiss;
 days_in_milk integer 5..180; feed_kg number; somatic_cells_k number;
 milk_yield_l number; fat_pct number; protein_pct number; mastitis boolean;
 lameness_score integer 1..5"""

ENGLISH4_BRIDGE = """bridge_id id; drone_photo image; lidar_scan points;
 vibration series; inspector_notes text; inspector category =hale,ortiz,novak,kim;
 built_year integer 1901..2020; material category =steel,concrete,timber,stone;
 daily_traffic number; -deck_condition category =good,fair,poor,critical;
 -substructure_condition category =good,fair,poor,critical; -max_load_t number;
 -years_observed number; -repaired boolean"""

ENGLISH4_TANDEM = """user_id id; profile_photo image; voice_intro audio; bio text;
 age integer 18..70; gender category =f,m,x;
 native_language category =english,spanish,japanese,german;
 learning_language category =english,spanish,japanese,german;
 interests category =music|travel,music,cooking|sports,travel,sports; joined_on date;
 messages_week1 number; got_reply boolean; subscribed boolean; reported_fake boolean"""

ENGLISH4_WAFER = """wafer_id id; wafer_map image; sem_image image;
 chamber_pressure series; spectrum vector; tool category =etch1,etch2,etch3;
 operator_comment text; recipe category =r12,r14,r20; processed_at date;
 resist_thickness_nm number; -film_thickness_nm number; -yield_pct number;
 -defect_pattern category =none,ring,scratch,edge,center; -scrapped boolean"""

SEEN = (
    Case(
        "english3-calls-escalated",
        ENGLISH3_CALLS,
        "escalated calls, ROC AUC",
        "escalated",
        "binary",
        "roc_auc",
    ),
    Case(
        "english3-calls-resolved",
        ENGLISH3_CALLS,
        "I'd like to know if the caller's problem will be resolved. Don't use the"
        " agent's name, the works council would have my head. Escalated and the"
        " satisfaction score are only filled in after the call, so those are out too."
        " Brier score.",
        "resolved",
        "binary",
        "brier",
        without="agent_name escalated satisfaction",
    ),
    Case(
        "english3-calls-satisfaction",
        ENGLISH3_CALLS,
        "Can we tell from the recording how satisfied the caller was? It's an ordered"
        " scale, 1 (furious) to 5 (delighted).",
        "satisfaction",
        "ordinal",
    ),
    Case(
        "english3-calls-queue",
        ENGLISH3_CALLS,
        "Send each call to the right queue based on the transcript alone. Accuracy, max"
        " 20 milliseconds per call",
        "queue",
        "multiclass",
        "accuracy",
        only="transcript",
        latency=20,
    ),
    Case(
        "english3-calls-topics",
        ENGLISH3_CALLS,
        "Label each call with its topics (there can be more than one). The audio must"
        " not be used for privacy reasons.",
        "topics",
        "multilabel",
        without="recording",
    ),
    Case(
        "english3-ski-avalanche",
        ENGLISH3_SKI,
        "Predict the avalanche level (low < moderate < considerable < high < extreme),"
        " but not from the injuries or from whether the lifts were closed.",
        "avalanche_level",
        "ordinal",
        without="injuries lifts_closed",
        levels="low moderate considerable high extreme",
    ),
    Case(
        "english3-ski-queue",
        ENGLISH3_SKI,
        "How long will people be queuing at the lifts? No webcam please, it's iced over"
        " half the time",
        "queue_minutes",
        "regression",
        without="webcam",
    ),
    Case(
        "english3-ski-tickets",
        ENGLISH3_SKI,
        "number of tickets sold, SMAPE, ignore queue minutes and injuries since we only"
        " get those in the evening",
        "tickets_sold",
        "regression",
        "smape",
        without="queue_minutes injuries",
    ),
    Case(
        "english3-ski-closed",
        ENGLISH3_SKI,
        "will we have to close teh lifts? missing a storm is a lot worse than a false"
        " alarm so F2 score",
        "lifts_closed",
        "binary",
        "f2",
    ),
    Case(
        "english3-ski-snow",
        ENGLISH3_SKI,
        "Snow depth up at the summit and down in the valley, both from one model"
        " please. It has to stay under 2 GB of RAM because it'll share the box with the"
        " ticketing system.",
        "summit_snow_cm valley_snow_cm",
        "multitarget",
        memory=2048,
    ),
    Case(
        "english3-glass-rejected",
        ENGLISH3_GLASS,
        "Will a pane be rejected? MCC. Defect type and bubble count are entered by the"
        " same inspector at the same moment, so they can't go in.",
        "rejected",
        "binary",
        "mcc",
        without="defect_type bubble_count",
    ),
    Case(
        "english3-glass-defect",
        ENGLISH3_GLASS,
        "Classify the type of defect from the surface scan and the vibration log,"
        " weighted F1, without rejected and bubble_count",
        "defect_type",
        "multiclass",
        "f1_weighted",
        without="rejected bubble_count",
    ),
    Case(
        "english3-glass-strength",
        ENGLISH3_GLASS,
        "strenght of the pane in MPa, R2",
        "strength_mpa",
        "regression",
        "r2",
    ),
    Case(
        "english3-glass-bubbles",
        ENGLISH3_GLASS,
        "Count the bubbles in each pane. The scan is all you may look at. Needs to be"
        " below 3M parameters and answer within 15 ms, it sits right on the line.",
        "bubble_count",
        "regression",
        only="surface_scan",
        params=3_000_000,
        latency=15,
    ),
    Case(
        "english3-glass-thickness",
        ENGLISH3_GLASS,
        "Predict how thick the glass is. The operators' comments stay out, half of them"
        " are swearing anyway, and the shift shouldn't be used either. RMSE",
        "thickness_mm",
        "regression",
        "rmse",
        without="operator_comment shift",
    ),
    Case(
        "english3-museum-member",
        ENGLISH3_MUSEUM,
        "Which visitors buy a membership? PR AUC",
        "bought_membership",
        "binary",
        "average_precision",
    ),
    Case(
        "english3-museum-minutes",
        ENGLISH3_MUSEUM,
        "How many minutes does a visitor stay inside? I need the 10%, 50% and 90%"
        " quantiles, scored with pinball loss.",
        "minutes_inside",
        "regression",
        "pinball",
        quantiles=(0.1, 0.5, 0.9),
    ),
    Case(
        "english3-museum-stars",
        ENGLISH3_MUSEUM,
        "Predict the star rating people leave, as an ordered grade from 1 to 5. Leave"
        " out the country they come from, our board is touchy about that.",
        "star_rating",
        "ordinal",
        without="home_country",
    ),
    Case(
        "english3-museum-spending",
        ENGLISH3_MUSEUM,
        "What people spend in the shop and what they spend in the café, predict both,"
        " mean absolute error",
        "shop_spend_eur cafe_spend_eur",
        "multitarget",
        "mae",
    ),
    Case(
        "english3-museum-shop",
        ENGLISH3_MUSEUM,
        "how many euros will a visitor leave in the museum shop? use nothing but the"
        " ticket type, group size and comment card",
        "shop_spend_eur",
        "regression",
        only="ticket_type group_size comment_card",
    ),
    Case(
        "english4-dairy-mastitis",
        ENGLISH4_DAIRY,
        "mastitis yes or no, catch as many sick cows as posible (recall). no somatic"
        " cell count, the lab takes two days",
        "mastitis",
        "binary",
        "recall",
        without="somatic_cells_k",
    ),
    Case(
        "english4-dairy-yield",
        ENGLISH4_DAIRY,
        "How many litres of milk does each cow give? Fat and protein are measured on"
        " that same milk, so they're out.",
        "milk_yield_l",
        "regression",
        without="fat_pct protein_pct",
    ),
    Case(
        "english4-dairy-lame",
        ENGLISH4_DAIRY,
        "Lameness score 1 to 5 from the video of her walking, only that. Treat the"
        " scores as ordered grades and use quadratic kappa.",
        "lameness_score",
        "ordinal",
        "cohen_kappa_quadratic",
        only="gait_video",
    ),
    Case(
        "english4-dairy-content",
        ENGLISH4_DAIRY,
        "Predict fat and protein percentage at once. The farmer's note should stay out.",
        "fat_pct protein_pct",
        "multitarget",
        without="farmer_note",
    ),
    Case(
        "english4-dairy-breed",
        ENGLISH4_DAIRY,
        "breed of the cow, accuracy, under 3 million parameters",
        "breed",
        "multiclass",
        "accuracy",
        params=3_000_000,
    ),
    Case(
        "english4-bridge-deck",
        ENGLISH4_BRIDGE,
        "rate the bridge deck as good, fair, poor or critical - it's an ordered scale",
        "deck_condition",
        "ordinal",
    ),
    Case(
        "english4-bridge-survival",
        ENGLISH4_BRIDGE,
        "How long does it take until a bridge is repaired? Many of them hadn't been by"
        " the time we stopped watching (repaired = 0), years_observed says how long we"
        " watched each. Survival model, C-index.",
        "years_observed repaired",
        "survival",
        "c_index",
    ),
    Case(
        "english4-bridge-substructure",
        ENGLISH4_BRIDGE,
        "We'd like a second opinion on the substructure's condition, independent of the"
        " people who go out there: so not who the inspector was and not what is in the"
        " inspector's notes. The four grades are ordered from good down to critical.",
        "substructure_condition",
        "ordinal",
        without="inspector inspector_notes",
    ),
    Case(
        "english4-bridge-load",
        ENGLISH4_BRIDGE,
        "Estimate the maximum load in tonnes from the lidar scan and the vibration"
        " data, at most 30 ms per bridge",
        "max_load_t",
        "regression",
        latency=30,
    ),
    Case(
        "english4-bridge-repaired",
        ENGLISH4_BRIDGE,
        "Classify whether a bridge got repaired or not. Average precision. Ignore the"
        " traffic numbers, they are estimates anyway.",
        "repaired",
        "binary",
        "average_precision",
        without="daily_traffic",
    ),
    Case(
        "english4-tandem-fake",
        ENGLISH4_TANDEM,
        "Our moderators are drowning in reports, so I'd like a score for how likely it"
        " is that a profile gets reported as fake. Legal insists that neither gender"
        " nor age plays a part. ROC AUC is what we show them.",
        "reported_fake",
        "binary",
        "roc_auc",
        without="gender age",
    ),
    Case(
        "english4-tandem-native",
        ENGLISH4_TANDEM,
        "native language from the voice intro alone, accuracy",
        "native_language",
        "multiclass",
        "accuracy",
        only="voice_intro",
    ),
    Case(
        "english4-tandem-subscribe",
        ENGLISH4_TANDEM,
        "Who will subscribe? Log loss. At sign-up there are no first week messages,"
        " replies or fake reports yet, so skip those columns.",
        "subscribed",
        "binary",
        "log_loss",
        without="messages_week1 got_reply reported_fake",
    ),
    Case(
        "english4-tandem-interests",
        ENGLISH4_TANDEM,
        "guess a user's interests (several possible) from their bio and photo",
        "interests",
        "multilabel",
    ),
    Case(
        "english4-tandem-messages",
        ENGLISH4_TANDEM,
        "how many mesages will somebody write in the first week? got_reply and"
        " subscribed happen later, don't use",
        "messages_week1",
        "regression",
        without="got_reply subscribed",
    ),
    Case(
        "english4-wafer-pattern",
        ENGLISH4_WAFER,
        "defect pattern, balanced accuracy",
        "defect_pattern",
        "multiclass",
        "balanced_accuracy",
    ),
    Case(
        "english4-wafer-scrap",
        ENGLISH4_WAFER,
        "Will this wafer be scrapped? Don't look at the operator's comment. Metric:"
        " Matthews correlation.",
        "scrapped",
        "binary",
        "mcc",
        without="operator_comment",
    ),
    Case(
        "english4-wafer-film",
        ENGLISH4_WAFER,
        "I need the film thickness in nm out of the spectrum, no other inputs, and tell"
        " me the R²",
        "film_thickness_nm",
        "regression",
        "r2",
        only="spectrum",
    ),
    Case(
        "english4-wafer-yield",
        ENGLISH4_WAFER,
        "Predict the yield of each wafer in percent. The box on the line only has 2 GB"
        " of memory for the model.",
        "yield_pct",
        "regression",
        memory=2048,
    ),
    Case(
        "english4-wafer-both",
        ENGLISH4_WAFER,
        "Film thickness and yield together, one model for both please. We're replacing"
        " the etchers next month so which tool it was should not go in.",
        "film_thickness_nm yield_pct",
        "multitarget",
        without="tool",
    ),
)

UNCLEAR = (
    Case(
        "english3-ski-vague",
        ENGLISH3_SKI,
        "predict snow depth in cm, RMSE",
        ask="valley_snow_cm summit_snow_cm",
    ),
    Case(
        "english3-museum-vague",
        ENGLISH3_MUSEUM,
        "How much money does each visitor spend?",
        ask="shop_spend_eur cafe_spend_eur",
    ),
    Case(
        "english4-bridge-condition",
        ENGLISH4_BRIDGE,
        "Predict the condition of a bridge from the drone photo and the lidar scan",
        ask="deck_condition substructure_condition",
    ),
    Case(
        "english4-tandem-language",
        ENGLISH4_TANDEM,
        "which language is it for each user? macro F1",
        ask="native_language learning_language",
    ),
)

KNOWN = {
    "english3-museum-spending": "refused",
}
"""What is misread, by its fields."""
