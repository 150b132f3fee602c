"""Forty-four statements, written with care, by somebody who had never seen the reader.
Kept unread while it was mended for their sister list (`unseen_english_sixteen`): 34
right before that and 35 after, none with another target, none guessed.
"""

from statement_suite import Case

SNOW = (
    "profile_id id; slope_photo image; snow_profile series; wind_record series; observer_text text; lat latitude; "
    "lon longitude; elevation_m integer 900..4200; aspect category =N,E,S,W; slope_deg number 15..60; "
    "new_snow_cm number 0..150; station_code category =DAV,CHX,INN,AOS; -danger_level integer 1..5; "
    "-released boolean; -slab_depth_cm number 0..300; -runout_m number 0..3000; "
    "-problems category =wind_slab|old_snow,wind_slab,wet_snow,old_snow|wet_snow"
)

HISTO = (
    "case_id id; slide_image image; expression_profile vector; pathology_report text; age integer 18..95; "
    "sex category =female,male; hospital category =Ghent,Turin,Oslo; pack_years number 0..120; "
    "treatment category =surgery,chemo,immuno; -tumour_grade category =G1,G2,G3; -ki67_pct number 0..100; "
    "-mutations category =TP53|KRAS,TP53,KRAS,EGFR|TP53,none; -months_to_relapse number 0..180; -relapsed boolean; "
    "-months_to_death number 0..240; -died boolean"
)

PAINT = (
    "Inventory_·_No id; Visible_·_Photo image; X-Ray image; Pigment_·_Spectrum series; Curator_·_Notes text; "
    "Provenance text; Support category =canvas,panel,copper; Height_·_cm number 10..400; Width_·_cm number 10..600; "
    "Museum category =Prado,Uffizi,Louvre; Acquired date; Year_·_Painted integer 1400..1900; "
    "School category =Dutch,Flemish,Italian,Spanish; Attribution category =autograph,workshop; "
    "Condition category =good,fair,poor,critical; Insured_·_Eur number 500..90000000; "
    "Hammer_·_Eur number 500..90000000"
)

REHAB = (
    "session_id id; gait_video video; leg_emg series; speech_recording audio; sole_pressure vector; "
    "therapist_notes text; age integer 20..95; weeks_since_stroke integer 1..150; paretic_side category =left,right; "
    "clinic category =north,harbour,hill; therapist category =KL,MO,PR; -walking_speed_m_s number 0..2; "
    "-step_length_left_cm number 5..90; -step_length_right_cm number 5..90; -fell boolean; "
    "-aphasia_type category =none,broca,wernicke,global; "
    "-mobility category =dependent,assisted,supervised,independent"
)

VINES = (
    "PlotId id; LeafPhoto image; CanopyCloud points; WeatherSeries series; GrowerDiary text; PlotLat latitude; "
    "PlotLon longitude; Grape category =Riesling,Merlot,Syrah; Rootstock category =SO4,5BB,110R; "
    "VineAge integer 1..90; SoilPh number 4..9; Irrigated boolean; -YieldTonnesPerHa number 0..30; "
    "-SugarBrix number 10..32; -AcidityGramsPerL number 2..16; "
    "-Disease category =healthy,mildew,esca,botrytis; -FrostDamage boolean"
)

BATS = (
    "recording_id id; echo_recording audio; flight_track series; roost_photo image; field_note text; lat latitude; "
    "lon longitude; habitat category =forest,river,village,cave; temperature_c number -5..35; "
    "moon_pct number 0..100; detector_model category =D240,EM3,AM1; -call_count integer 0..5000; "
    "-start_frequency_khz number 20..140; -end_frequency_khz number 10..110; -wingbeat_hz number 4..20; "
    "-species category =noctule,pipistrelle,daubenton,barbastelle; "
    "-behaviours category =foraging+social,foraging,commuting,commuting+social; -roost_occupied boolean"
)

BRIDGE = (
    "span_id id; accelerometer series; strain_gauge series; crack_photo image; deck_scan points; "
    "inspection_report text; inspector category =Ito,Braun,Okafor; material category =steel,concrete,timber; "
    "built_year integer 1900..2022; trucks_per_day integer 0..9000; -condition_rating integer 0..9; "
    "-crack_width_mm number 0..12; -crack_length_mm number 0..4000; "
    "-damage category =none,corrosion,fatigue,spalling,scour; -needs_closure boolean; "
    "-years_to_restriction number 0..60; -restricted boolean"
)

COFFEE = (
    "lot id; bean_photo image; roast_curve series; crack_audio audio; nir_spectrum vector; cupper_remarks text; "
    "origin category =Kenya,Brazil,Yemen,Java; process category =washed,natural,honey; altitude_m integer 300..2300; "
    "moisture_pct number 5..15; roastery category =Lund,Graz,Cork; roast_level category =light,medium,dark; "
    "aroma_score number 0..10; acidity_score number 0..10; body_score number 0..10; "
    "flavour_notes category =cocoa|nut,cocoa,citrus|floral,nut; decaf boolean"
)

SEEN: tuple[Case, ...] = (
    # avalanches
    Case(
        "english17-snow-danger",
        SNOW,
        "For the regional bulletin we would like to predict the avalanche danger level on the usual five-step scale, "
        "from 1 (low) to 5 (very high). Being two levels off is far worse than being one off, hence quadratically "
        "weighted kappa. The observer's text tends to contain his own estimate, so it should not be an input.",
        "danger_level",
        "ordinal",
        "cohen_kappa_quadratic",
        without="observer_text",
        levels="1 2 3 4 5",
    ),
    Case(
        "english17-snow-release",
        SNOW,
        "At every profile we ski-cut the slope and wrote down whether it released. I'd like a model of that outcome. "
        "Releases are about one in forty, so please evaluate by average precision rather than by accuracy.",
        "released",
        "binary",
        "average_precision",
    ),
    Case(
        "english17-snow-slab",
        SNOW,
        "What I am after is the depth of the slab in centimetres. A touring party in the field has a photo of the "
        "slope and knows the amount of new snow, and that is all; the model must therefore be restricted to these two. "
        "Mean absolute error will do.",
        "slab_depth_cm",
        "regression",
        "mae",
        only="slope_photo new_snow_cm",
    ),
    Case(
        "english17-snow-problems",
        SNOW,
        "Each row lists the avalanche problems of the day, one or more of them, separated by a vertical bar. Predict "
        "the full set of problems. We compare ourselves with the warning service by micro-averaged F1.",
        "problems",
        "multilabel",
        "f1_micro",
        separator="|",
    ),
    Case(
        "english17-snow-runout",
        SNOW,
        "How far does the avalanche run? For hazard maps a single value is of little use: I need the 5th, the 50th and "
        "the 95th percentile of the runout. The station code carries no physics and has to be left out.",
        "runout_m",
        "regression",
        "pinball",
        without="station_code",
        quantiles=(0.05, 0.5, 0.95),
    ),
    # histopathology
    Case(
        "english17-histo-grade",
        HISTO,
        "Three pathologists graded every slide, and their consensus is the tumour grade, which runs from G1 through G2 "
        "to G3. Please treat it as an ordered scale. The pathology report states the grade literally, therefore it "
        "cannot be used.",
        "tumour_grade",
        "ordinal",
        "",
        without="pathology_report",
        levels="G1 G2 G3",
    ),
    Case(
        "english17-histo-death",
        HISTO,
        "Our endpoint is overall survival: months_to_death holds the follow-up time and died says whether death was "
        "observed. Patients who were alive at the last contact are right-censored. We report Harrell's concordance "
        "index. The hospital must not be among the covariates.",
        "months_to_death died",
        "survival",
        "c_index",
        without="hospital",
    ),
    Case(
        "english17-histo-mutations",
        HISTO,
        "The question of this study is whether the mutations of a tumour can be seen under the microscope. So predict "
        "the mutations, of which a tumour may carry several, solely from the slide image. Every mutation counts "
        "equally: macro-averaged F1.",
        "mutations",
        "multilabel",
        "f1_macro",
        only="slide_image",
    ),
    Case(
        "english17-histo-relapse",
        HISTO,
        "No time-to-event analysis here, please. I merely want to know whether a patient relapsed or not, judged by "
        "the area under the ROC curve. Treatment is decided later, at the tumour board, so exclude it.",
        "relapsed",
        "binary",
        "roc_auc",
        without="treatment",
    ),
    Case(
        "english17-histo-ki67",
        HISTO,
        "Estimate the Ki-67 index, i.e. the percentage of stained nuclei. The coefficient of determination is "
        "customary in our field. The workstation beside the scanner is modest, so the network should have no more than "
        "20 million parameters.",
        "ki67_pct",
        "regression",
        "r2",
        params=20_000_000,
    ),
    # paintings
    Case(
        "english17-paint-school",
        PAINT,
        "I should like to assign each painting to its school. As Spanish works are scarce in our sample, balanced "
        "accuracy seems the fair measure. Collections are specialised, and the museum would be a mere shortcut; keep "
        "it away from the model.",
        "School",
        "multiclass",
        "balanced_accuracy",
        without="Museum",
    ),
    Case(
        "english17-paint-year",
        PAINT,
        "We want to date paintings: the year it was painted, not the date on which a museum acquired it. Use the "
        "median absolute error. The curator notes and the provenance both mention years and must be withheld.",
        "Year_·_Painted",
        "regression",
        "median_ae",
        without="Curator_·_Notes Provenance",
    ),
    Case(
        "english17-paint-workshop",
        PAINT,
        "Decide on the attribution: is it autograph or by the workshop? We look for workshop pieces, so that is the "
        "positive class, and F1 is the score. The argument has to rest on technical evidence, which means that only "
        "the X-ray and the pigment spectrum may be used.",
        "Attribution",
        "binary",
        "f1",
        only="X-Ray Pigment_·_Spectrum",
        positive="workshop",
    ),
    Case(
        "english17-paint-condition",
        PAINT,
        "The condition of a painting is recorded in four ordered steps: good, fair, poor, critical. Please predict "
        "that step for works that no conservator has examined yet. What they are insured for depends on it, so drop "
        "the insured sum.",
        "Condition",
        "ordinal",
        "",
        without="Insured_·_Eur",
        levels="good fair poor critical",
    ),
    Case(
        "english17-paint-plates",
        PAINT,
        "In the archive lie hundreds of unlabelled X-ray plates. Given an X-ray, the system should find the visible "
        "photo of the same painting. Mean reciprocal rank, please.",
        "Visible_·_Photo",
        "retrieval",
        "mrr",
    ),
    # stroke rehabilitation
    Case(
        "english17-rehab-mobility",
        REHAB,
        "Our outcome is the mobility of the patient, an ordinal variable whose levels are dependent, assisted, "
        "supervised and independent, in this order. Agreement is to be measured with quadratic weighted kappa. The "
        "notes of the therapist were written with the outcome in mind and are not admissible.",
        "mobility",
        "ordinal",
        "cohen_kappa_quadratic",
        without="therapist_notes",
        levels="dependent assisted supervised independent",
    ),
    Case(
        "english17-rehab-speed",
        REHAB,
        "Patients will film themselves at home, and the app then tells them their walking speed. Hence the gait video "
        "is the only input that may be used, and an answer must not take longer than 400 ms. We think in terms of the "
        "root mean squared error.",
        "walking_speed_m_s",
        "regression",
        "rmse",
        only="gait_video",
        latency=400,
    ),
    Case(
        "english17-rehab-steps",
        REHAB,
        "Asymmetry is what we treat, so we need both step lengths, the left one and the right one, from a single "
        "model. Mean absolute error in centimetres is easiest to explain to colleagues.",
        "step_length_left_cm step_length_right_cm",
        "multitarget",
        "mae",
    ),
    Case(
        "english17-rehab-falls",
        REHAB,
        "After discharge we followed everybody for three months and noted who fell. I need a well calibrated "
        "probability of a fall, thus the Brier score. Neither the clinic nor the therapist should enter the model, for "
        "otherwise we would only be rating our own staff.",
        "fell",
        "binary",
        "brier",
        without="clinic therapist",
    ),
    Case(
        "english17-rehab-aphasia",
        REHAB,
        "Kindly classify the type of aphasia on the basis of the speech recording. The global type is rare but it is "
        "the most important to us, so average the F1 over the classes without weights (macro F1).",
        "aphasia_type",
        "multiclass",
        "f1_macro",
    ),
    # vineyards
    Case(
        "english17-vines-yield",
        VINES,
        "The cooperative has to plan its tanks and asks for the yield of each plot in tonnes per hectare. An error of "
        "one tonne means little on a big crop and a lot on a small one, so mean absolute percentage error. Do not "
        "use the grower's diary: growers write their own forecast in it.",
        "YieldTonnesPerHa",
        "regression",
        "mape",
        without="GrowerDiary",
    ),
    Case(
        "english17-vines-ripeness",
        VINES,
        "Ripeness is a matter of two quantities, sugar and acidity, and I would like them to be predicted jointly. "
        "Report R squared. The position of the plot is confidential, which rules out its latitude and longitude.",
        "SugarBrix AcidityGramsPerL",
        "multitarget",
        "r2",
        without="PlotLat PlotLon",
    ),
    Case(
        "english17-vines-disease",
        VINES,
        "A grower photographs a leaf and wants to know which disease it is, if any. Nothing except the leaf photo is "
        "available at that moment. The phones are old, so the model has to get by with 128 MB of memory. F1, averaged "
        "over the classes (macro).",
        "Disease",
        "multiclass",
        "f1_macro",
        only="LeafPhoto",
        memory=128,
    ),
    Case(
        "english17-vines-frost",
        VINES,
        "Was a plot damaged by frost? Damage is uncommon, and we have settled on the Matthews correlation coefficient. "
        "Later on I shall report the results for each grape separately, but that is my own business.",
        "FrostDamage",
        "binary",
        "mcc",
    ),
    Case(
        "english17-vines-acid",
        VINES,
        "This time not the sugar but the acidity, please. I just need to put the plots into the right order for "
        "picking, so use Spearman rank correlation. Take the weather series and the age of the vines as inputs and no "
        "others.",
        "AcidityGramsPerL",
        "regression",
        "spearman",
        only="WeatherSeries VineAge",
    ),
    # bats
    Case(
        "english17-bats-species",
        BATS,
        "The task is to identify the species from its echolocation. Common species should weigh more, so I propose the "
        "weighted F1. The detector model differs between our regions and would betray the answer; the same is true of "
        "latitude and longitude. All three are to be removed.",
        "species",
        "multiclass",
        "f1_weighted",
        without="detector_model lat lon",
    ),
    Case(
        "english17-bats-count",
        BATS,
        "How many calls does a recording contain? Counts range from none to several thousands, which is why I suggest "
        "the root mean squared logarithmic error. The field note often gives the count, so it is taboo.",
        "call_count",
        "regression",
        "rmsle",
        without="field_note",
    ),
    Case(
        "english17-bats-behaviours",
        BATS,
        "A bat may show more than one behaviour in a recording, and these are written with a plus sign between them. I "
        "want all behaviours of a recording to be recognised. We have no preference for a metric.",
        "behaviours",
        "multilabel",
        "",
        separator="+",
    ),
    Case(
        "english17-bats-roost",
        BATS,
        "From a picture of the roost, our volunteers want to learn if the roost is occupied. They carry no detector, "
        "so the model should rely on the roost photo exclusively. Since we act upon the probabilities, log loss is the "
        "appropriate criterion.",
        "roost_occupied",
        "binary",
        "log_loss",
        only="roost_photo",
    ),
    Case(
        "english17-bats-wings",
        BATS,
        "I am interested in the wingbeat frequency, in hertz, as it can be derived from the flight track. The thing "
        "will run in the field next to the camera, where 50 milliseconds per bat is the limit.",
        "wingbeat_hz",
        "regression",
        "",
        latency=50,
    ),
    # bridges
    Case(
        "english17-bridge-closure",
        BRIDGE,
        "The authority wants to be told which spans need to be closed. There are few of them, so the area under the "
        "precision-recall curve is the relevant figure. An inspection report that recommends closure makes the "
        "exercise pointless: leave the reports out.",
        "needs_closure",
        "binary",
        "average_precision",
        without="inspection_report",
    ),
    Case(
        "english17-bridge-rating",
        BRIDGE,
        "The condition rating goes from 0 to 9, but we average it over bridges anyway, so please regard it as a plain "
        "number and do a regression. The mean absolute error is our measure. Inspectors differ in strictness; the name "
        "of the inspector is therefore not to be used.",
        "condition_rating",
        "regression",
        "mae",
        without="inspector",
    ),
    Case(
        "english17-bridge-damage",
        BRIDGE,
        "Determine the kind of damage of a span. A drone will collect the data, and a drone can bring home crack "
        "photos and deck scans but nothing else, so these are the only two inputs we can allow.",
        "damage",
        "multiclass",
        "",
        only="crack_photo deck_scan",
    ),
    Case(
        "english17-bridge-restriction",
        BRIDGE,
        "We study how many years pass until a span gets a load restriction. For spans which are not restricted so far, "
        "years_to_restriction is only a lower bound, that is, they are censored; restricted tells the two apart. The "
        "concordance index is what reviewers expect.",
        "years_to_restriction restricted",
        "survival",
        "c_index",
    ),
    # coffee
    Case(
        "english17-coffee-roast",
        COFFEE,
        "The roaster shall recognise by itself how far the roast has gone: roast level, ordered light, medium, dark. "
        "At this point nobody has tasted anything, so aroma_score, acidity_score, body_score, flavour_notes and "
        "cupper_remarks don't exist and must not be used. The chip takes at most 300 thousand parameters.",
        "roast_level",
        "ordinal",
        "",
        without="aroma_score acidity_score body_score flavour_notes cupper_remarks",
        params=300_000,
        levels="light medium dark",
    ),
    Case(
        "english17-coffee-notes",
        COFFEE,
        "Predict the flavour notes a panel would find in the cup; usually there are several. The cuppers' remarks "
        "spell them out, so these are forbidden. Please use the micro F1.",
        "flavour_notes",
        "multilabel",
        "f1_micro",
        without="cupper_remarks",
    ),
    Case(
        "english17-coffee-scores",
        COFFEE,
        "The panel gives three scores, namely for aroma, acidity and body, and the model should return all three at "
        "once. RMSE is our yardstick. To be blind like the panel it must know neither the roastery nor the origin.",
        "aroma_score acidity_score body_score",
        "multitarget",
        "rmse",
        without="roastery origin",
    ),
    Case(
        "english17-coffee-decaf",
        COFFEE,
        "Customs would like to verify whether a lot is decaf. They own a near-infrared spectrometer and no other "
        "instrument; the nir_spectrum alone has to suffice. Ordinary accuracy is fine, as both kinds are equally "
        "frequent.",
        "decaf",
        "binary",
        "accuracy",
        only="nir_spectrum",
    ),
)

UNCLEAR: tuple[Case, ...] = (
    Case(
        "english17-histo-unclear",
        HISTO,
        "Please predict the number of months from the slide image and the expression profile. An ordinary regression "
        "with one output suffices, and we look at the mean absolute error.",
        "",
        "",
        "",
        ask="months_to_relapse months_to_death",
    ),
    Case(
        "english17-paint-unclear",
        PAINT,
        "Our trustees ask what a painting is worth in euros. One figure per painting, please, and the error in percent "
        "(MAPE). Photographs of all works are in the folder.",
        "",
        "",
        "",
        ask="Insured_·_Eur Hammer_·_Eur",
    ),
    Case(
        "english17-rehab-unclear",
        REHAB,
        "Could you estimate the step length of a patient from the pressure under the sole? We need a single value in "
        "centimetres. RMSE would be appropriate.",
        "",
        "",
        "",
        ask="step_length_left_cm step_length_right_cm",
    ),
    Case(
        "english17-bats-unclear",
        BATS,
        "The model should estimate the frequency of a call in kilohertz from the echo recording. It is one number per "
        "recording. Mean absolute error, please.",
        "",
        "",
        "",
        ask="start_frequency_khz end_frequency_khz",
    ),
    Case(
        "english17-bridge-unclear",
        BRIDGE,
        "We photograph each crack and want its size in millimetres as a single number. A scale bar is always in the "
        "picture. Please minimise the root mean squared error.",
        "",
        "",
        "",
        ask="crack_width_mm crack_length_mm",
    ),
    Case(
        "english17-coffee-unclear",
        COFFEE,
        "Before a lot is cupped we would like to know the score it will get from the panel. One score is enough, and "
        "it should be evaluated with the mean absolute error. The roast curve ought to be most informative.",
        "",
        "",
        "",
        ask="aroma_score acidity_score body_score",
    ),
)


KNOWN = {
    "english17-paint-year": "refused",
    "english17-rehab-mobility": "inputs",
}
"""What is misread, by its fields."""
