"""Statements written after the seventh mending, first read once they were written.

At that first run 17 of 31 were complete and right (55 %); the rules before the seventh
mending read 13. Wrong were inputs in 11, target or kind in 3, memory in one; one clear
statement was refused.
"""

from statement_suite import Case

WARD = """MRN id; AdmissionNote text; ECG series; ChestCT image; Age integer 18..99;
 SBP number; Creatinine number; IcuTransfer boolean; DeathInHosp boolean;
 DischargeDate date; LOS_days number; Ward category =A,B,C"""
SHOES = """article id; front_pic image; side_pic image; headline text; Brand
 category =Nix,Ada,Pum; Retail_·_Price number; Sale_·_Price number; Sold_·_Units
 integer 0..5000; Season category =SS,FW; Rating_·_Avg number"""
ARMBOT = """ep id; wristVideo video; jointTorques series; tactile series; objMass
 number; slipDetected boolean; dropHeightCm number; material category
 =wood,steel,foam; operator category =x,y,z"""
BANK = """acct id; memo text; txn_series series; amt number; merchant category
 =a,b,c,d; device category =ios,web; chargeback boolean; fraud_score number;
 cust_age integer 18..95"""
PODCAST = """epId id; audioFile audio; transcript text; coverArt image; durationMin
 number; downloads integer 0..90000; genre category =news,sport,crime; explicit
 boolean; tags category =war|politics,politics,sport|war; host category =h1,h2"""
COW = """earTag id; barnCam image; cough audio; rumination series; milk_kg number;
 lameness_score integer 0..4; mastitis boolean; ketosis boolean; fat_pct number;
 protein_pct number; farm category =f1,f2,f3"""
HIRING = """applicant id; cv text; video_intro video; yrsExp number; school category
 =s1,s2,s3; ethnicity category =e1,e2; interviewScore integer 1..10; hired boolean;
 startingSalary number; seniority category =junior,senior,mid,lead"""
VISITS = """sid id; clickstream series; referrer text; heatmap image; ts date;
 bounce boolean; time_on_site number; device category =m,d; purchase category
 =no,yes; ab_group category =a,b"""
SENSOR = """pump id; vib series; ir image; oil_ppm number; rpm number; cycles number
 1..9000; failed category =censored,failed; health category =bad,ok,good,worn; plant
 category =p1,p2"""
SOIL = """plot id; satImage image; soilSpectrum series; lat latitude; lon longitude;
 pH number; N_mgkg number; P_mgkg number; K_mgkg number; crop category =maize,rice"""
ART = "item id; painting image; curator_note text; year integer 1400..1990"
TICKET = """ticket id; body text; screenshot image; lang category =en,de,zh; prio
 category =P3,P1,P4,P2; team category =net,app,db; resolution_h number; escalated
 boolean; csat integer 1..5"""
EYE_ZH = """患者编号 id; 眼底照片 image; 病史 text; 年龄 integer 18..95; 眼压
 number; 视力 number; 青光眼 boolean; 糖网分级 category =2级,0级,1级,3级; 医院
 category =甲,乙; 复诊日期 date"""
LOAN_ZH = """客户号 id; 流水曲线 series; 申请理由 text; 年收入 number; 负债率
 number; 贷款金额 number; 利率 number; 是否逾期 category =否,是; 逾期天数 integer
 0..180"""
FARM_ZH = """大棚 id; 航拍图 image; 温度曲线 series; 湿度 number; 品种 category
 =甲,乙,丙; 单果重 number; 糖度 number; 是否开裂 boolean; 采收等级 category
 =次,优,良"""
NEWS_ZH = """文章号 id; 标题 text; 正文 text; 配图 image; 阅读量 integer 0..90000;
 转发量 integer 0..9000; 栏目 category =体育,财经,娱乐; 是否谣言 boolean; 编辑
 category =a,b"""

SEEN = (
    Case(
        "icu",
        WARD,
        "Dear team, for our early-warning project we want to predict IcuTransfer within"
        " the stay. Admission note, ECG and chest CT are the sources; the lab values"
        " help too. Everything that is written at discharge (DischargeDate, LOS_days,"
        " DeathInHosp) is obviously off limits. Evaluate with AUPRC.",
        "IcuTransfer",
        "binary",
        "average_precision",
        without="DischargeDate LOS_days DeathInHosp",
    ),
    Case(
        "died",
        WARD,
        "did the patient die in hospital? imaging + note only. AUC",
        "DeathInHosp",
        "binary",
        "roc_auc",
        only="AdmissionNote ChestCT",
    ),
    Case(
        "creatinine",
        WARD,
        "Creatinine from the ECG: is it possible? Regression, Pearson correlation."
        " Leave LOS and discharge date out, and the death flag.",
        "Creatinine",
        "regression",
        "pearson",
        without="LOS_days DischargeDate DeathInHosp",
    ),
    Case(
        "sold-eight",
        SHOES,
        "How many units of a shoe will be sold? You may use everything we know before"
        " launch, i.e. not the average rating and not the sale price. RMSLE.",
        "Sold_·_Units",
        "regression",
        "rmsle",
        without="Rating_·_Avg Sale_·_Price",
    ),
    Case(
        "season",
        SHOES,
        "season (SS/FW) classifier on both pics + headline. brand must be excluded,"
        " else it cheats",
        "Season",
        "binary",
        without="Brand",
    ),
    Case(
        "slip-eight",
        ARMBOT,
        "Detect slipping (slipDetected) from tactile and torque signals. Video isn't"
        " needed. The controller runs at 200 Hz so the network has to answer within 5"
        " ms. Keep it under 250k parameters.",
        "slipDetected",
        "binary",
        without="wristVideo",
        latency=5.0,
        params=250_000,
    ),
    Case(
        "material",
        ARMBOT,
        "what material is the object made of?\nforbidden: operator, object mass\nscore:"
        " macro F1",
        "material",
        "multiclass",
        "f1_macro",
        without="operator objMass",
    ),
    Case(
        "chargeback",
        BANK,
        "We're a small bank. Please train something that tells us which transactions"
        " end in a chargeback. The fraud_score comes from our current vendor and we"
        " want to get rid of it, so don't let the model see it. Same for the customer's"
        " age (discrimination!). False alarms are expensive.",
        "chargeback",
        "binary",
        "precision",
        without="fraud_score cust_age",
    ),
    Case(
        "amount",
        BANK,
        "Estimate transaction amount, MAPE, memory limit 1 GB",
        "amt",
        "regression",
        "mape",
        memory=1024,
    ),
    Case(
        "downloads",
        PODCAST,
        "I'd love a model which guesses the number of downloads of an episode before it"
        " is published. Inputs: audio, transcript, cover. Metric: Spearman. The host is"
        " a giveaway -> not used.",
        "downloads",
        "regression",
        "spearman",
        without="host",
    ),
    Case(
        "podtags",
        PODCAST,
        "multi-label tagging of episodes: column tags, labels split by |. Micro-F1."
        " Exclude genre.",
        "tags",
        "multilabel",
        "f1_micro",
        without="genre",
        separator="|",
    ),
    Case(
        "explicit",
        PODCAST,
        "Is an episode explicit or clean? We only have the audio at that point.",
        "explicit",
        "binary",
        only="audioFile",
    ),
    Case(
        "cow-diseases",
        COW,
        "For every cow, say whether she has mastitis and whether she has ketosis."
        " Milk fat and protein are measured too late to be of use. Macro F1.",
        "mastitis ketosis",
        "multilabel",
        "f1_macro",
        without="fat_pct protein_pct",
    ),
    Case(
        "lame",
        COW,
        "lameness scoring (0 = sound ... 4 = severely lame), an ordered scale, based on"
        " the barn camera",
        "lameness_score",
        "ordinal",
        levels="0 1 2 3 4",
    ),
    Case(
        "milk-eight",
        COW,
        "Milk yield in kg with an 80% prediction interval please, farm excluded",
        "milk_kg",
        "regression",
        "mae pinball",
        without="farm",
        quantiles=(0.1, 0.9),
    ),
    Case(
        "hire",
        HIRING,
        "Would we hire this applicant? It is not legal to use ethnicity, and the school"
        " should not be considered either. Interview scores and salary come after the"
        " decision. Balanced accuracy",
        "hired",
        "binary",
        "balanced_accuracy",
        without="ethnicity school interviewScore startingSalary",
    ),
    Case(
        "seniority",
        HIRING,
        "Assign seniority level (junior < mid < senior < lead) given cv & intro video."
        " no years of experience, that's trivial",
        "seniority",
        "ordinal",
        levels="junior mid senior lead",
        without="yrsExp",
    ),
    Case(
        "purchase",
        VISITS,
        "Goal: find visitors who buy. Target column is purchase. Data: clickstream,"
        " heatmap, referrer. Don't use bounce or time_on_site, they're outcomes, too."
        " Optimize log loss.",
        "purchase",
        "binary",
        "log_loss",
        without="bounce time_on_site",
        positive="yes",
    ),
    Case(
        "pump-life",
        SENSOR,
        "How many cycles until a pump fails? Some are still running (censored). Use the"
        " vibration and the infrared image; plant is not informative, skip it.",
        "cycles failed",
        "survival",
        without="plant",
    ),
    Case(
        "pump-health",
        SENSOR,
        "Rate the health of each pump: bad, worn, ok or good (worst to best). cycles"
        " and failed aren't inputs. Quadratic weighted kappa. Max. 2,000,000"
        " parameters",
        "health",
        "ordinal",
        "cohen_kappa_quadratic",
        levels="bad worn ok good",
        without="cycles failed",
        params=2_000_000,
    ),
    Case(
        "npk",
        SOIL,
        "Predict N, P and K content (mg/kg) from the soil spectrum and the satellite"
        " image, but don't feed coordinates",
        "N_mgkg P_mgkg K_mgkg",
        "multitarget",
        without="lat lon",
    ),
    Case(
        "art-eight",
        ART,
        "Given a curator's note, retrieve the painting it describes. Recall@5. Ignore"
        " the year.",
        "painting",
        "retrieval",
        "recall_at_5",
        without="year",
    ),
    Case(
        "prio",
        TICKET,
        "Ticket triage: predict prio (P1 most urgent … P4 least, ordered) from body and"
        " screenshot. resolution_h, escalated and csat are only known once the ticket"
        " is closed.",
        "prio",
        "ordinal",
        without="resolution_h escalated csat",
    ),
    Case(
        "team",
        TICKET,
        "route tickets to the right team, accuracy. the language is irrelevant",
        "team",
        "multiclass",
        "accuracy",
        without="lang",
    ),
    Case(
        "青光眼",
        EYE_ZH,
        "您好，我们想做一个青光眼筛查模型，数据有眼底照片和病史。漏诊的后果很严重。"
        "医院名称可能带来偏差，请不要让模型看到；复诊日期也去掉。",
        "青光眼",
        "binary",
        "recall",
        without="医院 复诊日期",
    ),
    Case(
        "糖网",
        EYE_ZH,
        "给眼底照片做糖网分级（0级到3级，有序），评价指标QWK，不要青光眼这一列",
        "糖网分级",
        "ordinal",
        "cohen_kappa_quadratic",
        levels="0级 1级 2级 3级",
        without="青光眼",
    ),
    Case(
        "逾期",
        LOAN_ZH,
        "帮忙看看哪些客户会逾期，逾期天数肯定不能用（数据泄漏），利率也别放。"
        "用KS或者AUC都行，就AUC吧",
        "是否逾期",
        "binary",
        "roc_auc",
        positive="是",
        without="逾期天数 利率",
    ),
    Case(
        "糖重",
        FARM_ZH,
        "想同时得到每个大棚果子的糖度和单果重，采收等级是人工评的，不作为特征。RMSE，"
        "模型不要超过80万参数",
        "糖度 单果重",
        "multitarget",
        "rmse",
        without="采收等级",
        params=800_000,
    ),
    Case(
        "谣言",
        NEWS_ZH,
        "判断文章是不是谣言，只能用标题、正文和配图，F1",
        "是否谣言",
        "binary",
        "f1",
        only="标题 正文 配图",
    ),
)

UNCLEAR = (
    Case(
        "which-shoe-price",
        SHOES,
        "predict the price of a shoe",
        ask="Retail_·_Price Sale_·_Price",
    ),
    Case("哪个量-eight", NEWS_ZH, "预测一篇文章的量有多大", ask="阅读量 转发量"),
)
