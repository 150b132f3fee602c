"""Forty-four more of the same kind: a vet, fashion, wind turbines, a call centre, fish,
ski rental, courses, steel.

First reading: 37 right, 2 refused without need, 1 with another target (the first of two
that share a noun), the others with a column, a metric or an order amiss; no unclear one
was guessed.
"""

from statement_suite import Case

VET = """visit_id id; xray image; heart_sound audio; vet_notes text; species category =dog,cat,rabbit;
 breed category =labrador,beagle,siamese,persian,mixed; age_years number; weight_kg number; murmur_grade integer 0..6;
 admitted boolean; ward_nights integer 0..21; findings category =skin,skin|ear,ear|teeth,teeth,gut; quote_eur number;
 bill_eur number"""
RESALE = """listing_id id; photo image; title text; description text; garment category =dress,jeans,jacket,shoes;
 brand category =zara,levis,gucci,nike; condition category =poor,fair,good,like_new; original_price number;
 asking_price number; sold_price number; days_online integer 0..120; sold boolean; seller_rating number; is_fake boolean"""
WIND = """record_id id; blade_photo image; nacelle_sound audio; vibration series; timestamp date;
 site category =north_ridge,dune,harbour; wind_speed_ms number; rotor_rpm number; bearing_front_c number;
 bearing_rear_c number; power_kw number; icing boolean; fault_code category =none,gearbox,pitch,yaw;
 blade_damage category =none,minor,major,critical"""
CALLS = """call_id id; recording audio; transcript text; caller_age integer 18..90; region category =north,south,east,west;
 product category =car,home,travel,health; agent_name category =meyer,okafor,silva,tanaka,brown; called_at date;
 wait_s number; talk_s number; csat integer 1..5; escalated boolean;
 complaint_topics category =price,price|delay,delay|coverage,coverage; callback_within_week boolean"""

FISH = """sample_id id; pen_video video; underwater_photo image; diver_note text; sampled_on date;
 species category =salmon,trout,seabass; water_temp_c number; oxygen_am_mgl number; oxygen_pm_mgl number; feed_kg number;
 lice_count integer 0..40; avg_weight_g number; dead_fish integer 0..250; outbreak boolean"""
SKI = """rental_id id; shop_code constant; boot_scan points; remarks text; booked_on date; age integer 6..80;
 height_cm number; weight_kg number; level category =beginner,intermediate,advanced,expert; ski_length_cm number;
 din_setting number; damaged boolean; damage_fee_eur number; late_return boolean"""
COURSE = """enrol_id id; intro_video video; motivation text; country category =de,us,in,br;
 device category =phone,laptop,tablet; age integer 16..75; paid boolean;
 course_topic category =python,design,finance,language; minutes_week1 number; quiz1_score number; -final_score number;
 -dropped_out boolean; -weeks_active integer 1..20; -stars integer 1..5"""
STEEL = """coil_id id; surface_image image; furnace_curve series; operator_log text; alloy category =S235,S355,DX51;
 carbon_pct number; rolling_temp_c number; speed_mpm number; thickness_head_mm number; thickness_tail_mm number;
 yield_mpa number; tensile_mpa number; defects category =scratch,scratch|dent,dent|scale,scale; rejected boolean"""

SEEN = (
    Case(
        "english6-vet-admitted",
        VET,
        "Will this animal have to be admitted? AUC please. The nights on the ward and the bill are only known afterwards,"
        " so leave those out.",
        "admitted",
        "binary",
        "roc_auc",
        without="ward_nights bill_eur",
    ),
    Case(
        "english6-vet-murmur",
        VET,
        "grade the heart murmur from the heart sound recording only, quadratic weighted kappa",
        "murmur_grade",
        "ordinal",
        "cohen_kappa_quadratic",
        only="heart_sound",
    ),
    Case(
        "english6-vet-bill",
        VET,
        "what will the final bill come to? don't use our quote",
        "bill_eur",
        "regression",
        without="quote_eur",
    ),
    Case(
        "english6-vet-findings",
        VET,
        "findings from x-ray and notes, more than one can apply to an animal, macro F1",
        "findings",
        "multilabel",
        "f1_macro",
    ),
    Case(
        "english6-vet-nights",
        VET,
        "How many nights will a patient stay on the ward? Not more than 50 ms per prediction. The bill is made out when they"
        " leave, so it can't be an input.",
        "ward_nights",
        "regression",
        without="bill_eur",
        latency=50,
    ),
    Case(
        "english6-resale-fake",
        RESALE,
        "Spot the fakes. Recall matters most.",
        "is_fake",
        "binary",
        "recall",
    ),
    Case(
        "english6-resale-price",
        RESALE,
        "Estimate what a piece will actually sell for. Metric: MAPE. Neither the asking price nor the days online may be used.",
        "sold_price",
        "regression",
        "mape",
        without="asking_price days_online",
    ),
    Case(
        "english6-resale-condition",
        RESALE,
        "condition of the item (poor, fair, good, like new - in that order) from the photo alone",
        "condition",
        "ordinal",
        only="photo",
        levels="poor fair good like_new",
    ),
    Case(
        "english6-resale-time",
        RESALE,
        "How long until something sells? Time is days online, the event is sold, unsold listings are censored. C-index."
        " The sold price must not go in.",
        "days_online sold",
        "survival",
        "c_index",
        without="sold_price",
    ),
    Case(
        "english6-resale-garment",
        RESALE,
        "which type of garment is it? we have a photo and the title. model should stay under 20M parameters because it"
        " ships in the app",
        "garment",
        "multiclass",
        params=20_000_000,
    ),
    Case(
        "english6-wind-power",
        WIND,
        "power output, RMSE",
        "power_kw",
        "regression",
        "rmse",
    ),
    Case(
        "english6-wind-bearings",
        WIND,
        "I need both bearing temperatures, front and rear, from one model. R2. Please not from the power reading, that meter"
        " is offline half the time.",
        "bearing_front_c bearing_rear_c",
        "multitarget",
        "r2",
        without="power_kw",
    ),
    Case(
        "english6-wind-ice",
        WIND,
        "Tell me if there is icing on the blades. Blade photo, wind speed and the nacelle sound are all we have in the feild.",
        "icing",
        "binary",
        only="blade_photo wind_speed_ms nacelle_sound",
    ),
    Case(
        "english6-wind-fault",
        WIND,
        "What kind of fault is it (gearbox, pitch, yaw or none)? Balanced accuracy. The site must not play a role since we"
        " want to roll this out to new parks next year.",
        "fault_code",
        "multiclass",
        "balanced_accuracy",
        without="site",
    ),
    Case(
        "english6-wind-damage",
        WIND,
        "Rate the damage to the blade: none < minor < major < critical. It has to run on the inspection drone, so 256 MB of"
        " memory at most.",
        "blade_damage",
        "ordinal",
        levels="none minor major critical",
        memory=256,
    ),
    Case(
        "english6-calls-escalated",
        CALLS,
        "Does a call get escalated? Average precision. Which agent took the call shouldn't matter, and csat comes in only"
        " days later so drop both.",
        "escalated",
        "binary",
        "average_precision",
        without="agent_name csat",
    ),
    Case(
        "english6-calls-csat",
        CALLS,
        "Predict customer satisfaction from transcript and recording, treat it as an ordered scale from 1 to 5",
        "csat",
        "ordinal",
    ),
    Case(
        "english6-calls-product",
        CALLS,
        "classify the product the customer is calling about, nothing but the audio recording",
        "product",
        "multiclass",
        only="recording",
    ),
    Case(
        "english6-calls-topics",
        CALLS,
        "complaint topics, can be several per call, without region",
        "complaint_topics",
        "multilabel",
        without="region",
    ),
    Case(
        "english6-calls-again",
        CALLS,
        "Hi! My team lead wants to know wether a customer will call back within a week. That's rather rare, so please score"
        " it with F1. The agent's name has to stay out of it (works council), everything else is fine.",
        "callback_within_week",
        "binary",
        "f1",
        without="agent_name",
    ),
    Case(
        "english6-fish-lice",
        FISH,
        "count the lice, MAE",
        "lice_count",
        "regression",
        "mae",
    ),
    Case(
        "english6-fish-outbreak",
        FISH,
        "Is there a disease outbreak in the pen? Recall is what counts. The number of dead fish is off limits, by then it's"
        " too late anyway.",
        "outbreak",
        "binary",
        "recall",
        without="dead_fish",
    ),
    Case(
        "english6-fish-weight",
        FISH,
        "average weight of the fish, using only the video and the water temprature",
        "avg_weight_g",
        "regression",
        only="pen_video water_temp_c",
    ),
    Case(
        "english6-fish-oxygen",
        FISH,
        "Predict oxygen am and oxygen pm together. Drop the diver's note, they're all in Norwegian.",
        "oxygen_am_mgl oxygen_pm_mgl",
        "multitarget",
        without="diver_note",
    ),
    Case(
        "english6-fish-dead",
        FISH,
        "How many dead fish will there be? Give me the 10% and 90% quantiles, pinball loss.",
        "dead_fish",
        "regression",
        "pinball",
        quantiles=(0.1, 0.9),
    ),
    Case(
        "english6-ski-late",
        SKI,
        "late returns, log loss, leave out damaged and the damage fee",
        "late_return",
        "binary",
        "log_loss",
        without="damaged damage_fee_eur",
    ),
    Case(
        "english6-ski-din",
        SKI,
        "What DIN setting does this skier need? Weight, height, age and level go in and nothing else.",
        "din_setting",
        "regression",
        only="weight_kg height_cm age level",
    ),
    Case(
        "english6-ski-both",
        SKI,
        "For every customer we want the ski length and the DIN setting predicted. The boot scan mustn't be used as half our"
        " shops don't own the scanner.",
        "ski_length_cm din_setting",
        "multitarget",
        without="boot_scan",
    ),
    Case(
        "english6-ski-level",
        SKI,
        "Guess how good a skier is, i.e. the level: beginner < intermediate < advanced < expert. I don't want accuracy, use"
        " quadratic weighted kappa. Ski length and DIN would give it away so ignore them.",
        "level",
        "ordinal",
        "cohen_kappa_quadratic",
        without="ski_length_cm din_setting",
        levels="beginner intermediate advanced expert",
    ),
    Case(
        "english6-ski-damaged",
        SKI,
        "Which rentals come back damaged? Matthews correlation. Careful, the damage fee is only charged once we've seen the"
        " damage, so it isn't available.",
        "damaged",
        "binary",
        "mcc",
        without="damage_fee_eur",
    ),
    Case(
        "english6-course-dropout",
        COURSE,
        "who drops out? AUC",
        "dropped_out",
        "binary",
        "roc_auc",
    ),
    Case(
        "english6-course-survival",
        COURSE,
        "Survival analysis please: weeks active until a student drops out, those who haven't dropped out are censored.",
        "weeks_active dropped_out",
        "survival",
    ),
    Case(
        "english6-course-fair",
        COURSE,
        "Predict the final score of a learner, root mean squared error. Age and country must stay out of it for fairness"
        " reasons.",
        "final_score",
        "regression",
        "rmse",
        without="age country",
    ),
    Case(
        "english6-course-stars",
        COURSE,
        "How many stars will the student give at the end? Ordered classes 1 to 5. We're not allowed to touch the intro video"
        " (privacy), and the model has to fit in 100 MB of memory.",
        "stars",
        "ordinal",
        without="intro_video",
        memory=100,
    ),
    Case(
        "english6-course-early",
        COURSE,
        "final score, R squared, just from the first quiz score and the minutes in week 1",
        "final_score",
        "regression",
        "r2",
        only="quiz1_score minutes_week1",
    ),
    Case(
        "english6-steel-defects",
        STEEL,
        "find the defects on the coil, several possible, surface image only",
        "defects",
        "multilabel",
        only="surface_image",
    ),
    Case(
        "english6-steel-strengths",
        STEEL,
        "Predict yield strength and tensile strength in one go. The operator log is something nobody here trusts, ignore it.",
        "yield_mpa tensile_mpa",
        "multitarget",
        without="operator_log",
    ),
    Case(
        "english6-steel-reject",
        STEEL,
        "Will the coil be rejected or not? Must answer within 20 ms, the line doesn't wait. Defects get recorded after that"
        " decision so they can't be used.",
        "rejected",
        "binary",
        without="defects",
        latency=20,
    ),
    Case(
        "english6-steel-tensile",
        STEEL,
        "tensile strength in MPa, but not from the yield strength since both come out of the same lab test; MAPE",
        "tensile_mpa",
        "regression",
        "mape",
        without="yield_mpa",
    ),
    Case(
        "english6-steel-alloy",
        STEEL,
        "which alloy is this?? accuracy. using the carbon content would be cheating",
        "alloy",
        "multiclass",
        "accuracy",
        without="carbon_pct",
    ),
)

UNCLEAR = (
    Case(
        "english6-wind-vague",
        WIND,
        "forecast the bearing temperature, MAE",
        ask="bearing_front_c bearing_rear_c",
    ),
    Case(
        "english6-calls-vague",
        CALLS,
        "Please predict the time in seconds for each call.",
        ask="wait_s talk_s",
    ),
    Case(
        "english6-fish-vague",
        FISH,
        "oxygen level please, RMSE",
        ask="oxygen_am_mgl oxygen_pm_mgl",
    ),
    Case(
        "english6-steel-vague",
        STEEL,
        "How thick will the coil be? From the furnace curve and the rolling temperature.",
        ask="thickness_head_mm thickness_tail_mm",
    ),
)

KNOWN = {
    "english6-calls-again": "refused",  # "wether", "call back within a week"
}
"""What is misread, by its fields."""
