"""Statements written after the first mending, and first read once they were written.

At that first run 13 of 26 were complete and right (50 %): English 10 of 18, Chinese 3
of 8; clear ones 9 of 21, and 1 of the 5 unclear ones was guessed.
"""

from statement_suite import Case

BAKERY = """day date; weekday category =mon,tue,wed,thu,fri; shelf_photo image;
 promo boolean; sunshine_h number; loaves_sold integer 0..900; loaves_wasted integer
 0..300; till_total number"""
TEETH = """case_ref id; xray image; dentist_notes text; age integer 4..95;
 smoker boolean; bone_loss category =stage_2,stage_1,stage_3,stage_4;
 findings category =caries|plaque,plaque,caries,cyst,caries|cyst; pain_score integer
 0..10"""
TURBINE = """scada_id id; nacelle_audio audio; vibration series; wind number;
 power_kw number; gearbox_state category =ok,worn,broken; days_to_fail number;
 failed boolean"""
DELIVERY = """order_no integer 1..999999; courier category =a,b,c; pickup_lat latitude;
 pickup_lon longitude; item_photo image; comment text; promised_minutes number;
 actual_minutes number; tip number; late boolean"""
BIRD = """rec id; audio audio; site category =n,s,e; hour integer 0..23;
 species category =wren,robin,tit,finch; confidence number; target category =x,y"""
MOVIE = """tmdb id; poster image; plot text; budget number; runtime number;
 revenue number; rating number; certificate category =PG,G,R"""
GLUCOSE = """pid id; cgm series; meal_photo image; carbs number; insulin number;
 glucose_30 number; glucose_60 number; hypo boolean"""
SOIL = """sample id; spectrum series; site_photo image; ph number; nitrogen number;
 phosphorus number; potassium number; texture category =sand,silt,clay"""
JOB = """applicant id; cv text; portrait image; years_exp number; gender category =f,m;
 hired boolean; salary number"""
SHOE = "sku id; product_photo image; blurb text; price number; season category =s,w"
CROWD = """cam image; lidar points; wifi_count integer 0..900; hour integer 0..23;
 people integer 0..2000; density category =low,high,medium,critical"""
MINE = """编号 id; 岩芯照片 image; 描述 text; 深度 number; 密度 number; 含铁量 number;
 含铜量 number; 岩性 category =砂岩,页岩,灰岩"""
CLINIC = """就诊号 id; 心电图 series; 病史 text; 年龄 integer 1..99; 收缩压 number;
 房颤 boolean; 风险等级 category =中,低,高"""
METRO = """站点 category =东,西,南; 日期 date; 站台照片 image; 天气 category =晴,雨,雪;
 进站人数 integer 0..9000; 出站人数 integer 0..9000; 晚点秒数 number"""
COURSE = """学号 id; 讲课视频帧 image; 讲稿 text; 时长 number; 点击量 integer 0..9000;
 是否续费 boolean; 标签 category =好评,差评"""

SEEN = (
    Case(
        "loaves",
        BAKERY,
        "We run a small bakery. How many loaves are we going to sell on a"
        " given day? The"
        " till total and the wasted loaves are only known in the evening so"
        " they can't be"
        " used. Being 20 loaves off is fine, 100 is a disaster, so squared"
        " error please.",
        "loaves_sold",
        "regression",
        "rmse",
        without="till_total loaves_wasted",
    ),
    Case(
        "sold-and-wasted",
        BAKERY,
        "Predict loaves_sold as well as loaves_wasted. Drop till_total.",
        "loaves_sold loaves_wasted",
        "multitarget",
        without="till_total",
    ),
    Case(
        "bone-loss",
        TEETH,
        "Staging of periodontal bone loss (stage_1 to stage_4) from x-rays and the"
        " dentist's notes. QWK. The smoker flag stays out of it.",
        "bone_loss",
        "ordinal",
        "cohen_kappa_quadratic",
        without="smoker",
        levels="stage_1 stage_2 stage_3 stage_4",
    ),
    Case(
        "findings",
        TEETH,
        "list every finding visible on an x-ray; there may be none or many. image only."
        " macro f1, pls < 5M weights",
        "findings",
        "multilabel",
        "f1_macro",
        only="xray",
        separator="|",
        params=5_000_000,
    ),
    Case(
        "gearbox",
        TURBINE,
        "classfy the state of the gearbox with sound + vibration. days_to_fail and"
        " failed leak the answer, don't use them. weighted F1",
        "gearbox_state",
        "multiclass",
        "f1_weighted",
        without="days_to_fail failed",
    ),
    Case(
        "days-to-fail",
        TURBINE,
        "survival model for our turbines: days_to_fail is right-censored where"
        " failed is"
        " 0. Ignore gearbox_state.",
        "days_to_fail failed",
        "survival",
        "c_index",
        without="gearbox_state",
    ),
    Case(
        "late",
        DELIVERY,
        "Will the order be late? Answer must come within 50 milliseconds. Obviously we"
        " don't have actual_minutes or the tip beforehand; order_no means nothing.",
        "late",
        "binary",
        without="actual_minutes tip order_no",
        latency=50.0,
    ),
    Case(
        "tip",
        DELIVERY,
        "I need a regression for `tip`. Everything is allowed, except order_no. Pearson"
        " correlation",
        "tip",
        "regression",
        "pearson",
        without="order_no",
    ),
    Case(
        "bird",
        BIRD,
        "identify the bird species by its call. the columns confidence and target come"
        " from an older model, so please exclude both. top-1 accuracy",
        "species",
        "multiclass",
        "accuracy",
        without="confidence target",
    ),
    Case(
        "revenue",
        MOVIE,
        "box office revenue from poster, plot and budget. no rating!! RMSLE",
        "revenue",
        "regression",
        "rmsle",
        without="rating",
    ),
    Case(
        "glucose",
        GLUCOSE,
        "Forecast glucose_30 and glucose_60 from the CGM trace, the meal photo, carbs"
        " and insulin. Leave hypo out. Mean absolute error in mg/dl.",
        "glucose_30 glucose_60",
        "multitarget",
        "mae",
        without="hypo",
    ),
    Case(
        "nutrients",
        SOIL,
        "targets: nitrogen, phosphorus, potassium. inputs: spectrum, site_photo, ph."
        " metric: r2",
        "nitrogen phosphorus potassium",
        "multitarget",
        "r2",
    ),
    Case(
        "hired",
        JOB,
        "predict if an applicant gets hired. For fairness neither gender nor"
        " portrait may"
        " be used, and salary is decided later. Balanced accuracy, at most 1 GB RAM.",
        "hired",
        "binary",
        "balanced_accuracy",
        without="gender portrait salary",
        memory=1024,
    ),
    Case(
        "shoe-search",
        SHOE,
        "customers type a blurb, we want to retrieve the matching product photo. MRR",
        "product_photo",
        "retrieval",
        "mrr",
    ),
    Case(
        "people",
        CROWD,
        "count people from camera and lidar; wifi_count is unreliable, skip it. median"
        " absolute error, and the 5th and 95th percentiles too",
        "people",
        "regression",
        "median_ae",
        without="wifi_count",
        quantiles=(0.05, 0.95),
    ),
    Case(
        "岩性",
        MINE,
        "看岩芯照片和描述分辨岩性，含铁量、含铜量是化验后才有的，不能作为输入。准确率",
        "岩性",
        "multiclass",
        "accuracy",
        without="含铁量 含铜量",
    ),
    Case(
        "铁铜",
        MINE,
        "希望得到含铁量和含铜量的预测值，用R²衡量，岩性别用",
        "含铁量 含铜量",
        "multitarget",
        "r2",
        without="岩性",
    ),
    Case(
        "房颤",
        CLINIC,
        "有没有房颤？主要看心电图。尽量不要漏诊。延迟10毫秒以内",
        "房颤",
        "binary",
        "recall",
        latency=10.0,
    ),
    Case(
        "风险",
        CLINIC,
        "给病人定风险等级，低<中<高，房颤这一列先不用",
        "风险等级",
        "ordinal",
        without="房颤",
        levels="低 中 高",
    ),
    Case(
        "晚点",
        METRO,
        "晚点多少秒？除了出站人数其他都可以用，MAE",
        "晚点秒数",
        "regression",
        "mae",
        without="出站人数",
    ),
    Case(
        "续费",
        COURSE,
        "学生会不会续费，标签那一列是别人打的，与任务无关，请去掉。AUC，50万参数以内",
        "是否续费",
        "binary",
        "roc_auc",
        without="标签",
        params=500_000,
    ),
)

UNCLEAR = (
    Case(
        "which-loaves",
        BAKERY,
        "predict the number of loaves",
        ask="loaves_sold loaves_wasted",
    ),
    Case(
        "which-minutes",
        DELIVERY,
        "estimate the minutes for an order from its photo",
        ask="promised_minutes actual_minutes",
    ),
    Case(
        "which-glucose",
        GLUCOSE,
        "what will the glucose be?",
        ask="glucose_30 glucose_60",
    ),
    Case("哪个人数", METRO, "预测地铁站的人数", ask="进站人数 出站人数"),
    Case("哪个含量", MINE, "根据照片预测含量", ask="含铁量 含铜量"),
)
