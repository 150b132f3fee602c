"""Thirty statements of ordinary users, written before any rule was read for them. Read
once: 25 of 30 right, 1 refused without need, 1 with another target, 1 unclear one guessed.
"""

from statement_suite import Case

DENTAL = (
    "patient_no id; xray image; intraoral_photo image; anamnesis text; age integer 3..95; sex category "
    "=f,m; smoker boolean; insurance category =public,private,none; dentist category =Lang,Meyer,Ito; "
    "last_visit date; appointment_hour integer 8..18; cavities integer 0..20; gum_pocket_mm number "
    "0..12; treatment_cost number 0..9000; invoice_total number 0..12000; no_show boolean; pain_level "
    "category =none,light,strong,unbearable"
)
BREW = (
    "batch id; foam_photo image; ferment_curve series; brewer_notes text; malt category "
    "=pilsner,munich,wheat; hop_g_l number 0..12; yeast_age_days integer 0..90; pitch_temp_c number "
    "5..30; tank category =T1,T2,T3; brewed_on date; -final_gravity number 1..1.05; -alcohol_pct number "
    "0..14; -bitterness_ibu number 0..120; -spoiled boolean; -off_flavour category "
    "=none,diacetyl,sulphur,sour; -taster_score integer 1..10"
)
METRO = (
    "stop_id id; platform_cam image; ticket_counts series; line category =red,green,blue; weekday "
    "category =Mon,Tue,Wed,Thu,Fri,Sat,Sun; hour integer 0..23; rain_mm number 0..60; event_nearby text; "
    "boardings_last_hour integer 0..5000; boardings_next_hour integer 0..5000; alightings_next_hour "
    "integer 0..5000; train_delay_s integer 0..1800; crowding category =empty,seats,standing,packed"
)
RESUME = (
    "applicant_id id; cv_text text; cover_letter text; headshot image; interview_audio audio; "
    "years_experience number 0..40; gender category =f,m,x; birth_year integer 1955..2006; school "
    "category =state,private,tech; referral boolean; recruiter category =Jo,Kim,Lee; hired boolean; "
    "salary_offer number 20000..200000; salary_wanted number 20000..250000; left_within_year boolean; "
    "stage category =rejected,phone,onsite,offer"
)
TREE = (
    "tree_id id; crown_photo image; trunk_scan points; soil_note text; street category "
    "=Elm,Oak,Main,Park; planted_year integer 1900..2023; lat latitude; lon longitude; trunk_cm number "
    "5..200; -height_m number 1..40; -lean_deg number 0..45; -felled boolean; -health category "
    "=dead,poor,fair,good; -species category =lime,plane,maple,oak,birch; -pests category "
    "=beetle|fungus,beetle,fungus,mites|fungus"
)
SOLAR = (
    "plant id; sky_photo image; irradiance series; inverter_log text; panel_type category "
    "=mono,poly,thin; tilt_deg number 0..60; cleaned_on date; ambient_c number -20..45; installer "
    "category =Sol,Volta,Helio; -output_kwh number 0..900; -peak_kw number 0..120; -soiling_loss_pct "
    "number 0..60; -inverter_fault boolean; -fault_type category =none,string,fan,grid"
)
SHOP = (
    "order_no id; product_photo image; title text; customer_message text; category category "
    "=shoes,toys,books,garden; price_eur number 1..900; list_price_eur number 1..1200; discount_pct "
    "number 0..70; shipping_days integer 1..20; country category =DE,FR,PL; order_date date; returned "
    "boolean; return_reason category =size,broken,late,changed_mind; rating integer 1..5; refund_eur "
    "number 0..900"
)
HORSE = (
    "runner id; paddock_video video; stride series; trainer_quote text; jockey category =A,B,C; going "
    "category =firm,good,soft; draw integer 1..20; weight_kg number 45..65; odds number 1..200; "
    "distance_m integer 1000..4000; finish_position integer 1..20; finish_time_s number 50..300; won "
    "boolean; injured_after boolean"
)
ROUTER = (
    "device id; traffic series; syslog text; firmware category =v1,v2,v3; region category =north,south; "
    "uptime_h number 0..9000; -attack_type category =benign,ddos,scan,botnet; -days_until_failure number "
    "0..2000; -failed boolean; -packet_loss_pct number 0..100; -latency_ms number 0..900; "
    "-throughput_mbps number 0..1000"
)

SEEN: tuple[Case, ...] = (
    Case(
        "e18-dental-noshow",
        DENTAL,
        (
            "We lose a lot of money because people book an appointment and then don't turn up. Can you predict "
            "that? cost and invoice are only known afterwards so ignore them. F1 score."
        ),
        target="no_show",
        kind="binary",
        metric="f1",
        without="treatment_cost invoice_total",
    ),
    Case(
        "e18-dental-cost",
        DENTAL,
        "predict treatment cost, MAE, don't use the invoice total (that's basically the same number)",
        target="treatment_cost",
        kind="regression",
        metric="mae",
        without="invoice_total",
    ),
    Case(
        "e18-dental-pain",
        DENTAL,
        (
            "How much pain is the patient in (none, light, strong, unbearable)? Use just the x-ray and the "
            "anamnesis."
        ),
        target="pain_level",
        kind="ordinal",
        only="xray anamnesis",
        levels="none light strong unbearable",
    ),
    Case(
        "e18-dental-holes",
        DENTAL,
        "count of cavities from the x ray, without dentist and insurance, root mean squared error",
        target="cavities",
        kind="regression",
        metric="rmse",
        without="dentist insurance",
    ),
    Case(
        "e18-brew-alcohol",
        BREW,
        (
            "What will the alcohol content of the batch be? Mean absolute error please, and don't look at the "
            "tank."
        ),
        target="alcohol_pct",
        kind="regression",
        metric="mae",
        without="tank",
    ),
    Case(
        "e18-brew-spoil",
        BREW,
        (
            "Tell me early if a batch goes bad. Dumping a good batch is annoying but selling a spoiled one ruins "
            "us, so don't miss any. The brewer's notes are written after tasting, leave them out."
        ),
        target="spoiled",
        kind="binary",
        metric="recall f2",
        without="brewer_notes",
    ),
    Case(
        "e18-brew-both",
        BREW,
        "Predict bitterness and final gravity together from everything we measure. R2",
        target="bitterness_ibu final_gravity",
        kind="multitarget",
        metric="r2",
    ),
    Case(
        "e18-brew-flavour",
        BREW,
        "classify off flavor, macro f1, model < 500k params",
        target="off_flavour",
        kind="multiclass",
        metric="f1_macro",
        params=500000,
    ),
    Case(
        "e18-metro-board",
        METRO,
        (
            "I'd like to forecast how many passengers get on in the next hour. How many get off in that hour and "
            "the delay aren't known yet, so they can't be inputs, and crowding neither. mean absolute error"
        ),
        target="boardings_next_hour",
        kind="regression",
        metric="mae",
        without="alightings_next_hour train_delay_s crowding",
    ),
    Case(
        "e18-metro-crowd",
        METRO,
        (
            "predict crowding (empty < seats < standing < packed) w/o boardings_next_hour and "
            "alightings_next_hour. 10 ms max"
        ),
        target="crowding",
        kind="ordinal",
        without="boardings_next_hour alightings_next_hour",
        latency=10,
        levels="empty seats standing packed",
    ),
    Case(
        "e18-resume-hire",
        RESUME,
        (
            "Build a model that predicts whether an applicant gets hired. It has to be fair: no gender, no birth "
            "year and no headshot. Salary offer, stage and left within year come later than the decision, don't "
            "use those. ROC AUC."
        ),
        target="hired",
        kind="binary",
        metric="roc_auc",
        without="gender birth_year headshot salary_offer stage left_within_year",
    ),
    Case(
        "e18-resume-salary",
        RESUME,
        (
            "What salary should we offer? The error in percent is what counts. Gender must not be used, nor the "
            "photo."
        ),
        target="salary_offer",
        kind="regression",
        metric="mape smape",
        without="gender headshot",
    ),
    Case(
        "e18-resume-leave",
        RESUME,
        "will a new hire quit within the first year? average precision, skip the recruiter",
        target="left_within_year",
        kind="binary",
        metric="average_precision",
        without="recruiter",
    ),
    Case(
        "e18-tree-species",
        TREE,
        "What kind of tree is it? Only the crown photo, has to run on a phone so 5M parameters at most.",
        target="species",
        kind="multiclass",
        only="crown_photo",
        params=5000000,
    ),
    Case(
        "e18-tree-height",
        TREE,
        "estimate the hight of each tree in metres, RMSE, ignore coordiantes",
        target="height_m",
        kind="regression",
        metric="rmse",
        without="lat lon",
    ),
    Case(
        "e18-tree-health",
        TREE,
        "health, ordinal, dead poor fair good, no street",
        target="health",
        kind="ordinal",
        without="street",
        levels="dead poor fair good",
    ),
    Case(
        "e18-tree-pests",
        TREE,
        "Which pests does a tree have? It may be more than one. Micro F1. The soil note is useless.",
        target="pests",
        kind="multilabel",
        metric="f1_micro",
        without="soil_note",
        separator="|",
    ),
    Case(
        "e18-solar-output",
        SOLAR,
        (
            "Hi, we run a couple of solar parks and need the energy yield per day in kWh for the grid operator. "
            "They fine us for big deviations much more than for small ones. We change installers all the time so "
            "please don't let the model see who installed it. Thanks!"
        ),
        target="output_kwh",
        kind="regression",
        metric="rmse",
        without="installer",
    ),
    Case(
        "e18-solar-fault",
        SOLAR,
        "If an inverter fails, which type of fault is it? Accuracy.",
        target="fault_type",
        kind="multiclass",
        metric="accuracy",
    ),
    Case(
        "e18-solar-soil",
        SOLAR,
        "How much do we lose because the panels are dirty? Give me 10%, 50% and 90% quantiles. Not cleaned_on.",
        target="soiling_loss_pct",
        kind="regression",
        metric="pinball",
        without="cleaned_on",
        quantiles=(0.1, 0.5, 0.9),
    ),
    Case(
        "e18-shop-return",
        SHOP,
        (
            "Which orders will be sent back? The refund, the reason and the rating exist only once it has "
            "happened. AUC"
        ),
        target="returned",
        kind="binary",
        metric="roc_auc",
        without="refund_eur return_reason rating",
    ),
    Case(
        "e18-shop-stars",
        SHOP,
        "Predict how many stars the customer gives. No message from the customer. Quadratic kappa.",
        target="rating",
        kind="ordinal",
        metric="cohen_kappa_quadratic",
        without="customer_message",
    ),
    Case(
        "e18-shop-price",
        SHOP,
        "what price should an item have? do not use list_price_eur, discount_pct or refund_eur. rmsle",
        target="price_eur",
        kind="regression",
        metric="rmsle",
        without="list_price_eur discount_pct refund_eur",
    ),
    Case(
        "e18-horse-win",
        HORSE,
        (
            "Does the horse win? log loss. Finish position, finish time and injury are of course not available "
            "before the race; odds are fine."
        ),
        target="won",
        kind="binary",
        metric="log_loss",
        without="finish_position finish_time_s injured_after",
    ),
    Case(
        "e18-horse-time",
        HORSE,
        (
            "How many seconds will it need? MAE, position and winner not allowed, one prediction under 20 "
            "milliseconds"
        ),
        target="finish_time_s",
        kind="regression",
        metric="mae",
        without="finish_position won",
        latency=20,
    ),
    Case(
        "e18-router-attack",
        ROUTER,
        (
            "Detect the kind of attack from traffic and syslog. Don't use the region. Balanced accuracy. The box "
            "has only 256 MB of RAM."
        ),
        target="attack_type",
        kind="multiclass",
        metric="balanced_accuracy",
        without="region",
        memory=256,
    ),
    Case(
        "e18-router-survival",
        ROUTER,
        "When will a device fail? Most haven't failed yet (censored). concordance index",
        target="days_until_failure failed",
        kind="survival",
        metric="c_index",
    ),
    Case(
        "e18-router-three",
        ROUTER,
        (
            "Please predict latency, packet loss and throughput, all three with one network, firmware must not "
            "be an input, MAE"
        ),
        target="latency_ms packet_loss_pct throughput_mbps",
        kind="multitarget",
        metric="mae",
        without="firmware",
    ),
)
UNCLEAR: tuple[Case, ...] = (
    Case(
        "e18-metro-ask",
        METRO,
        "Predict passengers in the next hour, RMSE",
        ask="boardings_next_hour alightings_next_hour",
    ),
    Case(
        "e18-solar-ask",
        SOLAR,
        "predict the power of the plant",
        ask="output_kwh peak_kw",
    ),
)
KNOWN = {"e18-metro-board": "refused"}
