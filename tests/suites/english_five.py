"""Statements of writers who had never seen the reader: a dental clinic, cargo ships,
second-hand clothes, bees; an ambulance service, a solar farm, used cars, podcasts.

At their first reading 31 of 44 were complete and right; one had another target without
a word, 6 were refused without need, in 5 an input was wrong. Mended for them: of two
columns that one word may mean the one that the words around it mean as well is meant; a
unit that is asked for tells the column that has it from those that have another;
columns are asked for together where each is told by words of its own, in whatever form;
a list of classes may go without the one for none of them; "I don't trust the rest" is
about the inputs that were listed before it; what a model has to fit in is memory.
"""

from statement_suite import Case

ENGLISH3_DENTAL = """visit_id id; xray image; complaint text; patient_age integer 4..91;
 smoker boolean; insurance category =public,private,none;
 dentist category =ames,bauer,choi,dietz; tooth_number integer 1..32;
 planned_minutes integer 10..120; chair_minutes number;
 caries_stage category =none,early,moderate,advanced;
 treatment category =filling,crown,extraction,root_canal,cleaning;
 invoice_total number; came_back_30d boolean"""

ENGLISH3_CARGO = """shipment_id id; container_photo image; manifest text;
 origin_port category =rotterdam,santos,busan,durban;
 destination_port category =hamburg,oakland,mumbai; vessel_age_years integer 1..35;
 gross_weight_t number; declared_value_usd number; departure_date date;
 -hazardous boolean; -departure_delay_h number; -arrival_delay_h number;
 -customs_held boolean; -damage_claim_usd number"""

ENGLISH3_CLOTHES = """listing_id id; front_photo image; description text;
 brand category =zara,cos,levis,nike;
 garment_type category =dress,jacket,jeans,shoes,shirt; size category =xs,s,m,l,xl;
 condition category =poor,fair,good,very_good,new; seller_rating number;
 asking_price number; sold_price number; days_listed number; sold boolean;
 style_tags category =boho|vintage,sporty,formal|vintage,streetwear|sporty,boho;
 returned boolean"""

ENGLISH3_BEES = """inspection_id id; comb_photo image; hive_sound audio; remark text;
 apiary category =orchard,heath,rooftop,meadow; lat latitude; lon longitude;
 inspected_on date; queen_age_months integer 1..48; mite_count integer 0..300;
 swarmed boolean; spring_honey_kg number; summer_honey_kg number;
 survived_winter boolean"""

ENGLISH4_EMS = """call_id id; call_audio audio; caller_transcript text; latitude latitude;
 longitude longitude; received_at date; patient_age integer 0..99;
 complaint category =chest_pain,fall,trauma,breathing,stroke,other;
 dispatcher category =anna,bo,carl,dina,emil; ambulances_free integer 0..12;
 priority category =P1,P2,P3,P4; response_min number; on_scene_min number;
 transported boolean"""

ENGLISH4_SOLAR = """reading_id id; sky_photo image; thermal_image image;
 inverter_trace series; technician_note text; measured_at date; irradiance_wm2 number;
 panel_temp_c number; inverter_brand category =sma,fronius,huawei;
 tilt_deg integer 5..40; -output_kw number; -next_day_kwh number;
 -fault category =none,hotspot,soiling,crack,shading; -needs_cleaning boolean"""

ENGLISH4_CARS = """listing_id id; front_photo image; interior_photo image;
 seller_description text; make category =ford,toyota,vw,bmw,kia;
 model_year integer 1998..2024; mileage_km number;
 fuel category =petrol,diesel,hybrid,electric; previous_owners integer 1..7;
 accident_history boolean;
 extras category =navi|sunroof,navi,sunroof|towbar,towbar,heated_seats|navi;
 asking_price number; sale_price number; days_on_lot integer 0..180"""

ENGLISH4_PODCAST = """episode_id id; audio_clip audio; cover_art image; title text;
 show_notes text; host category =mara,jon,priya,lee; published_on date;
 duration_min number; explicit boolean;
 -topics category =news|politics,sport,science|health,health,politics;
 -downloads_7d number; -downloads_30d number; -completion_rate number;
 -sponsor_renewed boolean"""

SEEN = (
    Case(
        "english3-dental-chair",
        ENGLISH3_DENTAL,
        "How many minutes will the patient actually spend in the chair? The bill and"
        " whether they came back aren't known at that point, so leave those out.",
        "chair_minutes",
        "regression",
        without="invoice_total came_back_30d",
    ),
    Case(
        "english3-dental-caries",
        ENGLISH3_DENTAL,
        "Grade the caries from none up to advanced, using only the x-ray. quadratic"
        " weighted kappa",
        "caries_stage",
        "ordinal",
        "cohen_kappa_quadratic",
        only="xray",
        levels="none early moderate advanced",
    ),
    Case(
        "english3-dental-treatment",
        ENGLISH3_DENTAL,
        "which treatmnet will the patient need? macro f1. don't use the invoice, the"
        " chair time or the 30-day return, those only exist afterwards",
        "treatment",
        "multiclass",
        "f1_macro",
        without="invoice_total chair_minutes came_back_30d",
    ),
    Case(
        "english3-dental-back",
        ENGLISH3_DENTAL,
        "came back within 30 days, AUC",
        "came_back_30d",
        "binary",
        "roc_auc",
    ),
    Case(
        "english3-dental-invoice",
        ENGLISH3_DENTAL,
        "Estimate the invoice. chair_minutes and came_back_30d are off limits. RMSE,"
        " and the model has to fit in 300 MB of memory.",
        "invoice_total",
        "regression",
        "rmse",
        without="chair_minutes came_back_30d",
        memory=300,
    ),
    Case(
        "english3-cargo-customs",
        ENGLISH3_CARGO,
        "held at customs yes/no",
        "customs_held",
        "binary",
    ),
    Case(
        "english3-cargo-arrival",
        ENGLISH3_CARGO,
        "Predict how many hours late the ship arrives. Our declared values are junk,"
        " please ignore them. Median absolute error.",
        "arrival_delay_h",
        "regression",
        "median_ae",
        without="declared_value_usd",
    ),
    Case(
        "english3-cargo-delays",
        ENGLISH3_CARGO,
        "We'd like both delays predicted at once, the one at departure and the one at"
        " arrival. A prediction may take 50 ms at most.",
        "departure_delay_h arrival_delay_h",
        "multitarget",
        latency=50,
    ),
    Case(
        "english3-cargo-claim",
        ENGLISH3_CARGO,
        "Estimate the damage claim in dollars from the manifest and the container"
        " photo. I care about relative errors, so RMSLE",
        "damage_claim_usd",
        "regression",
        "rmsle",
    ),
    Case(
        "english3-cargo-hazard",
        ENGLISH3_CARGO,
        "Can you tell whether a container holds hazardous goods? Only the photo and"
        " the manifest may be used, since the inspector standing on the quay doesn't"
        " get to see anything else.",
        "hazardous",
        "binary",
        only="container_photo manifest",
    ),
    Case(
        "english3-clothes-survival",
        ENGLISH3_CLOTHES,
        "How long until an item sells? days_listed is the time so far and sold says"
        " whether it's gone or still up, so please treat it as survival (censored)"
        " data. The price it finally went for and returns of course can't be used.",
        "days_listed sold",
        "survival",
        without="sold_price returned",
    ),
    Case(
        "english3-clothes-price",
        ENGLISH3_CLOTHES,
        "what price will it actually sell for, MAPE. no sold flag, no days listed, no"
        " info on returns",
        "sold_price",
        "regression",
        "mape",
        without="sold days_listed returned",
    ),
    Case(
        "english3-clothes-tags",
        ENGLISH3_CLOTHES,
        "Assign style tags to every listing, an item can carry several of them. Prices"
        " aren't to play a role.",
        "style_tags",
        "multilabel",
        without="asking_price sold_price",
    ),
    Case(
        "english3-clothes-condition",
        ENGLISH3_CLOTHES,
        "We need the condition of the garment, graded from poor to new, judged from"
        " the picture and the description and nothing else. Buyers keep complaining"
        " that sellers fib, so I don't trust the rest of the form.",
        "condition",
        "ordinal",
        only="front_photo description",
        levels="poor fair good very_good new",
    ),
    Case(
        "english3-clothes-search",
        ENGLISH3_CLOTHES,
        "Image search: given a description, find the front photo that belongs to it"
        " among all listings. Use just these two columns. Recall@10",
        "front_photo",
        "retrieval",
        "recall_at_10",
        only="description front_photo",
    ),
    Case(
        "english3-bees-swarm",
        ENGLISH3_BEES,
        "Will the colony swarm? I suppose the hive sound tells most of it. Recall is"
        " what counts. Both honey yields and winter survival come later, so out with"
        " them.",
        "swarmed",
        "binary",
        "recall",
        without="spring_honey_kg summer_honey_kg survived_winter",
    ),
    Case(
        "english3-bees-mites",
        ENGLISH3_BEES,
        "how many mites are there, just from the comb photo",
        "mite_count",
        "regression",
        only="comb_photo",
    ),
    Case(
        "english3-bees-winter",
        ENGLISH3_BEES,
        "target: survived_winter. metric: balanced accuracy. drop: lat, lon",
        "survived_winter",
        "binary",
        "balanced_accuracy",
        without="lat lon",
    ),
    Case(
        "english3-bees-honey",
        ENGLISH3_BEES,
        "Please predict the spring harvest and the summer harvest of honey together,"
        " R². The remarks get written after harvesting so they mustn't be used.",
        "spring_honey_kg summer_honey_kg",
        "multitarget",
        "r2",
        without="remark",
    ),
    Case(
        "english3-bees-apiary",
        ENGLISH3_BEES,
        "Which apiary was a hive recorded in? Audio only. It will run on a Raspberry"
        " Pi, so no more than 1 million parameters.",
        "apiary",
        "multiclass",
        only="hive_sound",
        params=1_000_000,
    ),
    Case(
        "english4-ems-response",
        ENGLISH4_EMS,
        "How many minutes until the ambulance gets there? Don't use on_scene_min or"
        " transported, those are only filled in after arrival.",
        "response_min",
        "regression",
        without="on_scene_min transported",
    ),
    Case(
        "english4-ems-transport",
        ENGLISH4_EMS,
        "will the patient end up being transported, AUC. response time and time on"
        " scene are not known yet at that point",
        "transported",
        "binary",
        "roc_auc",
        without="response_min on_scene_min",
    ),
    Case(
        "english4-ems-priority",
        ENGLISH4_EMS,
        "Grade the priority P1 to P4 (it's an ordered scale) from the call recording"
        " and nothing else. Quadratic weighted kappa.",
        "priority",
        "ordinal",
        "cohen_kappa_quadratic",
        only="call_audio",
    ),
    Case(
        "english4-ems-complaint",
        ENGLISH4_EMS,
        "Work out the complaint category. Only the transcript and the patient's age may"
        " go in, and it has to answer within 50 ms.",
        "complaint",
        "multiclass",
        only="caller_transcript patient_age",
        latency=50,
    ),
    Case(
        "english4-ems-scene",
        ENGLISH4_EMS,
        "We are a county ambulance service and want to plan our crews better (right now"
        " it's mostly guesswork). Please estimate how many minutes a crew stays on"
        " scene. We need it the moment they arrive, so the response time is fine to"
        " use, but whether they transported anyone is not, and I'd rather the"
        " dispatcher didn't matter either. RMSE.",
        "on_scene_min",
        "regression",
        "rmse",
        without="transported dispatcher",
    ),
    Case(
        "english4-solar-tomorrow",
        ENGLISH4_SOLAR,
        "tomorrows energy yield in kWh, mape",
        "next_day_kwh",
        "regression",
        "mape",
    ),
    Case(
        "english4-solar-fault",
        ENGLISH4_SOLAR,
        "What's wrong with the panel: hotspot, soiling, crack, shading or nothing?"
        " Macro F1. The technician's note gives it away so leave that out.",
        "fault",
        "multiclass",
        "f1_macro",
        without="technician_note",
    ),
    Case(
        "english4-solar-cleaning",
        ENGLISH4_SOLAR,
        "Does a panel need cleaning? Just from the thermal picture please. The model"
        " has to fit in 256 MB because it runs on the drone.",
        "needs_cleaning",
        "binary",
        only="thermal_image",
        memory=256,
    ),
    Case(
        "english4-solar-band",
        ENGLISH4_SOLAR,
        "Predict the 10th and 90th percentile of the power output in kW, scored with"
        " pinball loss.",
        "output_kw",
        "regression",
        "pinball",
        quantiles=(0.1, 0.9),
    ),
    Case(
        "english4-solar-both",
        ENGLISH4_SOLAR,
        "I want two numbers for each reading: the output right now in kW and the kWh of"
        " the next day.",
        "output_kw next_day_kwh",
        "multitarget",
    ),
    Case(
        "english4-cars-sold",
        ENGLISH4_CARS,
        "How much will the car actually sell for? Please without the asking price, and"
        " the days on the lot we don't know beforehand. Mean absolute percentage error.",
        "sale_price",
        "regression",
        "mape",
        without="asking_price days_on_lot",
    ),
    Case(
        "english4-cars-asking",
        ENGLISH4_CARS,
        "My dad has run a dealership for thirty years and sets prices by gut feeling; I"
        " would like to see if a computer can keep up with him. So: suggest an asking"
        " price for a car that just came in. sale_price and days_on_lot don't exist yet"
        " on that day, don't touch them. RMSLE if you can.",
        "asking_price",
        "regression",
        "rmsle",
        without="sale_price days_on_lot",
    ),
    Case(
        "english4-cars-accident",
        ENGLISH4_CARS,
        "has the car been in an acident? look at the two photos alone. missing one is"
        " bad so go for recall",
        "accident_history",
        "binary",
        "recall",
        only="front_photo interior_photo",
    ),
    Case(
        "english4-cars-extras",
        ENGLISH4_CARS,
        "Which extras does a car have (can be several)? Only use the interior photo and"
        " the seller's description.",
        "extras",
        "multilabel",
        only="interior_photo seller_description",
    ),
    Case(
        "english4-cars-days",
        ENGLISH4_CARS,
        "How many days will a car sit on our lot before it's gone? The sale price"
        " obviously isn't known then.",
        "days_on_lot",
        "regression",
        without="sale_price",
    ),
    Case(
        "english4-podcast-week",
        ENGLISH4_PODCAST,
        "downloads in the first 7 days, spearman",
        "downloads_7d",
        "regression",
        "spearman",
    ),
    Case(
        "english4-podcast-sponsor",
        ENGLISH4_PODCAST,
        "Will the sponsor renew after this episode?",
        "sponsor_renewed",
        "binary",
    ),
    Case(
        "english4-podcast-topics",
        ENGLISH4_PODCAST,
        "Tag each episode with its topics, often there's more than one. The audio and"
        " the title are all we have at that point.",
        "topics",
        "multilabel",
        only="audio_clip title",
    ),
    Case(
        "english4-podcast-completion",
        ENGLISH4_PODCAST,
        "Predict the completion rate of an episode, RMSE. Not the host though, we don't"
        " want to rank our own people.",
        "completion_rate",
        "regression",
        "rmse",
        without="host",
    ),
    Case(
        "english4-podcast-cover",
        ENGLISH4_PODCAST,
        "Using nothing but the show notes, retrieve the cover art that belongs to them."
        " Recall@10",
        "cover_art",
        "retrieval",
        "recall_at_10",
        only="show_notes cover_art",
    ),
)

UNCLEAR = (
    Case(
        "english3-cargo-vague",
        ENGLISH3_CARGO,
        "Predict the delay in hours, R2",
        ask="departure_delay_h arrival_delay_h",
    ),
    Case(
        "english3-bees-vague",
        ENGLISH3_BEES,
        "How much honey will a hive give? I'd like RMSE.",
        ask="spring_honey_kg summer_honey_kg",
    ),
    Case(
        "english4-ems-minutes",
        ENGLISH4_EMS,
        "Predict the number of minutes for each emergency call, MAE",
        ask="response_min on_scene_min",
    ),
    Case(
        "english4-cars-price",
        ENGLISH4_CARS,
        "price of a used car from the photos, mileage and year",
        ask="asking_price sale_price",
    ),
)
