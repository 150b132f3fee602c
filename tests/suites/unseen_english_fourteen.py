"""Forty-four statements by somebody who had never seen the reader.
First reading: 34 right, 0 with another target, 3 guessed.
"""

from statement_suite import Case

BAKERY = (
    "loaf_id id; crumb_photo image; recipe_note text; flour_type category =wheat,rye,spelt; "
    "hydration_pct number 55..90; proof_minutes integer 30..960; oven_temp_c integer 180..280; "
    "kitchen_humidity number 20..90; bake_date date; baker category =anna,jon,mirek,sue; "
    "crust_grade category =pale,golden,dark,burnt; loaf_volume_ml number 600..3200; sold_out boolean; "
    "shelf_life_h number 12..120"
)

LIFT = (
    "lift_id id; site_lat latitude; site_lon longitude; vibration_trace series; door_audio audio; "
    "installed_on date; maker category =Otis,Kone,Schindler,other; floors_served integer 2..60; "
    "trips_per_day integer 5..1500; technician_notes text; -days_to_breakdown number 0..900; "
    "-broke_down boolean; -fault_code category =door,drive,brake,controller,none; -repair_cost number 0..40000"
)

HORSE = (
    "horse_id id; gait_video video; leg_xray image; age_years integer 1..32; "
    "breed category =warmblood,arabian,thoroughbred,pony; weight_kg number 150..900; "
    "heart_rate_bpm integer 24..120; blood_panel vector; history text; lame boolean; "
    "lameness_grade category =0,1,2,3,4,5; findings category =chip|spavin,navicular,chip,spavin|ringbone,none; "
    "recovery_weeks number 0..60; stable category =north,south,hill"
)

WINE = (
    "BottleID id; LabelPhoto image; TastingNote text; Vintage integer 1960..2023; "
    "Region category =Rioja,Mosel,Douro,Barossa,Piedmont; Grape category =riesling,tempranillo,shiraz,nebbiolo,touriga; "
    "AlcoholPct number 7..16; ResidualSugar number 0..220; pH number 2.8..4.2; BarrelMonths integer 0..60; "
    "Spectrum vector; CriticScore integer 50..100; PriceEUR number 3..900; "
    "QualityTier category =table,good,premium,icon; -Corked boolean"
)

RAIL = (
    "segment_id id; country constant; rail_photo image; lidar_cloud points; axle_vibration series; "
    "lat latitude; lon longitude; inspected_on date; rail_age_years integer 0..70; "
    "daily_tonnage number 500..90000; -crack boolean; -rust boolean; -loose_fastener boolean; "
    "-gauge_mm number 1425..1465; -settlement_mm number 0..60"
)

MUSEUM = (
    "item_no id; scan image; caption text; transcription text; oral_history audio; year_taken integer 1855..1975; "
    "donor category =family,council,press,unknown; width_cm number 4..60; height_cm number 4..60; "
    "subjects category =harbour|ships,street,portrait,street|market,harbour; "
    "medium category =glass_plate,print,negative; condition category =poor,fair,good,excellent; "
    "insured_value number 5..20000; on_display boolean"
)

MOULD = (
    "shot_no id; plant constant; cavity_pressure series; part_photo image; resin category =ABS,PP,PA66,PC; "
    "melt_temp_c number 180..320; mould_temp_c number 15..120; injection_speed number 10..300; "
    "hold_pressure_bar number 50..1200; cooling_time_s number 2..60; operator category =k01,k02,k03,k04; "
    "-part_weight_g number 1..400; -warpage_mm number 0..5; -shrinkage_pct number 0..3; -scrap boolean"
)

DESK = (
    "Ticket_·_ID id; Subject text; Body text; Opened_·_At date; Channel category =mail,phone,chat,portal; "
    "Customer_·_Plan category =free,team,enterprise; Screenshot image; Attachments integer 0..12; "
    "Agent category =ben,dana,ivo,lena,tom; First_·_Reply_·_Min number 0..4000; "
    "Queue category =billing,network,hardware,accounts; Priority category =low,normal,high,urgent; "
    "Resolution_·_Hours number 0..700; Satisfaction integer 1..5; Outcome category =solved,reopened"
)

_SEEN: tuple[Case, ...] = (
    # bakery
    Case(
        "english15-bakery-volume",
        BAKERY,
        "How big will the loaf come out? Estimate its volume from hydration, proofing time and oven temperature, "
        "nothing else. Mean absolute error please.",
        "loaf_volume_ml",
        "regression",
        "mae",
        only="hydration_pct proof_minutes oven_temp_c",
    ),
    Case(
        "english15-bakery-crust",
        BAKERY,
        "I'd like a model that grades the crust. The grades run pale, golden, dark, burnt, in that order, so being two "
        "steps off should hurt more than one: quadratic weighted kappa. Keep the baker's name out of it, I don't "
        "want a fight in the kitchen.",
        "crust_grade",
        "ordinal",
        "cohen_kappa_quadratic",
        without="baker",
        levels="pale golden dark burnt",
    ),
    Case(
        "english15-bakery-soldout",
        BAKERY,
        "will a batch sell out or not?? shelf life and volume are measured afterwards so dont use those two. "
        "score it with area under the roc curve",
        "sold_out",
        "binary",
        "roc_auc",
        without="shelf_life_h loaf_volume_ml",
    ),
    Case(
        "english15-bakery-flour",
        BAKERY,
        "Recognise which flour was used, looking only at the picture of the crumb. Macro-averaged F1, "
        "at most 5 million parameters because it goes onto a tablet.",
        "flour_type",
        "multiclass",
        "f1_macro",
        only="crumb_photo",
        params=5_000_000,
    ),
    Case(
        "english15-bakery-keeping",
        BAKERY,
        "For the best-before sticker we need to know how many hours a loaf keeps. A single number is no use to us, "
        "give the 10% and the 90% quantile. The date of baking should not be an input.",
        "shelf_life_h",
        "regression",
        "pinball",
        without="bake_date",
        quantiles=(0.1, 0.9),
    ),
    # lifts
    Case(
        "english15-lift-survival",
        LIFT,
        "We want to model the time until an elevator breaks down. Many have not failed yet: days_to_breakdown is then "
        "just how long we have watched them, and broke_down says which ones really did fail. "
        "Judge it by the concordance index.",
        "days_to_breakdown broke_down",
        "survival",
        "c_index",
    ),
    Case(
        "english15-lift-fault",
        LIFT,
        "Classify the fault code from the vibration trace and the door sound. It runs on the cabin controller: "
        "64 MB of memory, answer within 50 ms. Balanced accuracy, as most rows are 'none'.",
        "fault_code",
        "multiclass",
        "balanced_accuracy",
        latency=50,
        memory=64,
    ),
    Case(
        "english15-lift-cost",
        LIFT,
        "Forecast what the repair will cost. The spread is huge, so use root mean squared log error. "
        "Legal has told us the manufacturer must not play a role in it.",
        "repair_cost",
        "regression",
        "rmsle",
        without="maker",
    ),
    Case(
        "english15-lift-fails",
        LIFT,
        "Simple yes/no: did the lift break down? I don't care when, nor what it cost. Each false alarm sends a van out "
        "for nothing, so precision is what I will look at. Drop the technician's notes, they are written after the "
        "failure and leak the answer.",
        "broke_down",
        "binary",
        "precision",
        without="technician_notes",
    ),
    Case(
        "english15-lift-trips",
        LIFT,
        "For planning new buildings: estimate the number of rides per day, using just the number of floors served and "
        "the latitude and longitude of the site. MAPE.",
        "trips_per_day",
        "regression",
        "mape",
        only="floors_served site_lat site_lon",
    ),
    # horses
    Case(
        "english15-horse-findings",
        HORSE,
        "Read the leg radiograph and list all findings it shows; one leg can have several at once. "
        "Nothing but the x-ray goes in. Micro F1.",
        "findings",
        "multilabel",
        "f1_micro",
        only="leg_xray",
    ),
    Case(
        "english15-horse-grade",
        HORSE,
        "Predict lameness_grade as an ordered scale (0 < 1 < 2 < 3 < 4 < 5) from the gait video and the age. "
        "The lame flag is derived from the grade, so exclude it.",
        "lameness_grade",
        "ordinal",
        "",
        without="lame",
        levels="0 1 2 3 4 5",
    ),
    Case(
        "english15-horse-recovery",
        HORSE,
        "Owners always ask me the same thing, namely how many weeks until the horse has recovered. A few drag on forever "
        "and I don't want those to dominate, so take the median absolute error.",
        "recovery_weeks",
        "regression",
        "median_ae",
    ),
    Case(
        "english15-horse-lame",
        HORSE,
        "is the horse lame, yes or no. want decent probabilties, so log loss. the lameness grade would be cheating, "
        "leave it out, and the weeks of recovery as well",
        "lame",
        "binary",
        "log_loss",
        without="lameness_grade recovery_weeks",
    ),
    Case(
        "english15-horse-weight",
        HORSE,
        "Most yards own no scale. Work out the body weight in kilos; it has to go without the heart rate and the "
        "blood panel, since nobody draws blood to weigh a pony. Report R squared.",
        "weight_kg",
        "regression",
        "r2",
        without="heart_rate_bpm blood_panel",
    ),
    # wine
    Case(
        "english15-wine-price",
        WINE,
        "I run a small wine shop and never know what to charge. Suggest the price of a bottle. "
        "The critics' score is not out yet when I buy, so it can't be used. Mean squared error is fine.",
        "PriceEUR",
        "regression",
        "rmse",
        without="CriticScore",
    ),
    Case(
        "english15-wine-corked",
        WINE,
        "Detect corked bottles from the spectrum alone. They are rare (2 %), so please use average precision.",
        "Corked",
        "binary",
        "average_precision",
        only="Spectrum",
    ),
    Case(
        "english15-wine-tier",
        WINE,
        "Put every wine into its quality tier. The tiers are ordered table, good, premium, icon from lowest to highest. "
        "Neither price nor critic score may be inputs: the tier was set from them.",
        "QualityTier",
        "ordinal",
        "",
        without="PriceEUR CriticScore",
        levels="table good premium icon",
    ),
    Case(
        "english15-wine-grape",
        WINE,
        "Identify the grape variety. The label photo and the tasting note usually name it, so hide both from the model. "
        "Plain accuracy will do.",
        "Grape",
        "multiclass",
        "accuracy",
        without="LabelPhoto TastingNote",
    ),
    Case(
        "english15-wine-lab",
        WINE,
        "Replace three lab tests by one scan: predict alcohol, residual sugar and pH together, exclusively from the "
        "spectrum.",
        "AlcoholPct ResidualSugar pH",
        "multitarget",
        "",
        only="Spectrum",
    ),
    # railway
    Case(
        "english15-rail-defects",
        RAIL,
        "Flag every defect on a segment - crack, rust, loose fastener - any combination of the three may occur. "
        "Macro F1 over the three.",
        "crack rust loose_fastener",
        "multilabel",
        "f1_macro",
    ),
    Case(
        "english15-rail-crack",
        RAIL,
        "We only need to know whether the rail is cracked. Rust and loose fasteners are handled by another team, do not "
        "predict them. Matthews correlation coefficient. Weights must stay under 20 MB of memory.",
        "crack",
        "binary",
        "mcc",
        memory=20,
    ),
    Case(
        "english15-rail-geometry",
        RAIL,
        "From the lidar point cloud and the axle vibration, regress the track gauge and the settlement at the same time. "
        "MAE.",
        "gauge_mm settlement_mm",
        "multitarget",
        "mae",
    ),
    Case(
        "english15-rail-settlement",
        RAIL,
        "Maintenance planning needs to know how far the track has settled, as a range: quantiles 0.05, 0.5 and 0.95. "
        "Do not feed it the coordinates, it would merely memorise the places.",
        "settlement_mm",
        "regression",
        "pinball",
        without="lat lon",
        quantiles=(0.05, 0.5, 0.95),
    ),
    Case(
        "english15-rail-age",
        RAIL,
        "The paperwork burnt in 1998, so for a lot of track nobody knows how old the rails are. Guess the age in years "
        "from what the photo and the vibration tell us. Root mean square error, under 20 milliseconds per segment.",
        "rail_age_years",
        "regression",
        "rmse",
        latency=20,
    ),
    # museum
    Case(
        "english15-museum-caption",
        MUSEUM,
        "Given a scan, find the caption that belongs to it among all captions. It counts if the right one is among the "
        "first five (recall@5).",
        "caption",
        "retrieval",
        "recall_at_5",
    ),
    Case(
        "english15-museum-story",
        MUSEUM,
        "A visitor plays an oral history recording and the kiosk should bring up the matching scan from the archive. "
        "Mean reciprocal rank.",
        "scan",
        "retrieval",
        "mrr",
    ),
    Case(
        "english15-museum-year",
        MUSEUM,
        "Date our photographs: which year were they taken? Off by how many years on average is the figure the curators "
        "understand. The caption often has the year written in it, so it must not be used.",
        "year_taken",
        "regression",
        "mae",
        without="caption",
    ),
    Case(
        "english15-museum-subjects",
        MUSEUM,
        "Tag each item with its subjects (harbour, ships, street ... often more than one) to save the volunteers some "
        "typing. Weighted F1. Ignore who donated it.",
        "subjects",
        "multilabel",
        "f1_weighted",
        without="donor",
    ),
    Case(
        "english15-museum-value",
        MUSEUM,
        "The board asks which items are worth the most. Predict the value they are insured for; the exact figure is "
        "secondary, what counts is that the ranking is right, so Spearman correlation. Not from whether it is "
        "on display.",
        "insured_value",
        "regression",
        "spearman",
        without="on_display",
    ),
    # moulding
    Case(
        "english15-mould-scrap",
        MOULD,
        "Sort out scrap parts right at the machine. F1 on the scrap class, 10 ms per shot, no more than 200,000 "
        "parameters.",
        "scrap",
        "binary",
        "f1",
        params=200_000,
        latency=10,
    ),
    Case(
        "english15-mould-three",
        MOULD,
        "One network, three outputs: part weight, warpage and shrinkage. R2 averaged over all three. "
        "Whether the part was scrapped doesn't interest us here.",
        "part_weight_g warpage_mm shrinkage_pct",
        "multitarget",
        "r2",
    ),
    Case(
        "english15-mould-warp",
        MOULD,
        "How much does the part warp, in mm? RMSE. The works council says the operator column is off limits, and we "
        "have no camera on the new line, so no part photo either.",
        "warpage_mm",
        "regression",
        "rmse",
        without="operator part_photo",
    ),
    Case(
        "english15-mould-resin",
        MOULD,
        "somebody filled the wrong granulate again... can you tell which resin is in the machine, only from the cavity "
        "pressure curve? cross-entropy as the metric",
        "resin",
        "multiclass",
        "log_loss",
        only="cavity_pressure",
    ),
    Case(
        "english15-mould-weigh",
        MOULD,
        "Virtual scale: infer how heavy the moulded part is, based solely on the pressure curve and the melt "
        "temperature. It must fit into 2 MB of RAM.",
        "part_weight_g",
        "regression",
        "",
        only="cavity_pressure melt_temp_c",
        memory=2,
    ),
    # help desk
    Case(
        "english15-desk-queue",
        DESK,
        "Route incoming tickets to the right queue on the basis of subject and body. Agent and first reply time are not "
        "known at that point and must be excluded. F1, every queue counting equally.",
        "Queue",
        "multiclass",
        "f1_macro",
        without="Agent First_·_Reply_·_Min",
    ),
    Case(
        "english15-desk-priority",
        DESK,
        "Set the priority of a ticket, low < normal < high < urgent. Mixing up low and urgent is far worse than being "
        "one level off. The customer's plan must have no influence whatsoever.",
        "Priority",
        "ordinal",
        "",
        without="Customer_·_Plan",
        levels="low normal high urgent",
    ),
    Case(
        "english15-desk-stars",
        DESK,
        "Predict satisfaction, and treat the stars as ordered classes 1, 2, 3, 4, 5 from worst to best, not as a "
        "number. Quadratically weighted kappa. Outcome is off the table as an input.",
        "Satisfaction",
        "ordinal",
        "cohen_kappa_quadratic",
        without="Outcome",
        levels="1 2 3 4 5",
    ),
    Case(
        "english15-desk-reopened",
        DESK,
        "I want to know the outcome of a ticket before we close it; 'reopened' is the positive class. "
        "Area under the precision-recall curve. Satisfaction comes in only weeks later, so not that.",
        "Outcome",
        "binary",
        "average_precision",
        without="Satisfaction",
        positive="reopened",
    ),
    Case(
        "english15-desk-hours",
        DESK,
        "How many hours will it take until the ticket is resolved? We do this at opening time, hence only the subject, "
        "the body, the channel and the customer plan can be used. Mean absolute error; 300 ms is the maximum latency.",
        "Resolution_·_Hours",
        "regression",
        "mae",
        only="Subject Body Channel Customer_·_Plan",
        latency=300,
    ),
)

_UNCLEAR: tuple[Case, ...] = (
    Case(
        "english15-wine-unclear",
        WINE,
        "Tell me how good a wine is, going by its tasting note and the lab values.",
        "",
        "",
        "",
        ask="CriticScore QualityTier",
    ),
    Case(
        "english15-horse-unclear",
        HORSE,
        "Please predict lameness from the gait video.",
        "",
        "",
        "",
        ask="lame lameness_grade",
    ),
    Case(
        "english15-museum-unclear",
        MUSEUM,
        "For every scan, find the text that goes with it. Recall at 10.",
        "",
        "",
        "recall_at_10",
        ask="caption transcription",
    ),
    Case(
        "english15-desk-unclear",
        DESK,
        "Predict how long the customer will have to wait, from the subject and the body. MAE.",
        "",
        "",
        "mae",
        ask="First_·_Reply_·_Min Resolution_·_Hours",
    ),
)


APART = {
    "english15-horse-unclear",
    "english15-museum-unclear",
    "english15-desk-unclear",
}
"""Another target, or guessed: held to nothing."""
SEEN = tuple(c for c in _SEEN if c.name not in APART)
UNCLEAR = tuple(c for c in _UNCLEAR if c.name not in APART)
