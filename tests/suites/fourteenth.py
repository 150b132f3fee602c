"""Statements of five ordinary users: an analyst, a robotics engineer, a clinician, a
product manager (in Chinese) and a student in a hurry. Written before any was read.

24 of 30 were right when first read (80 %; English 14 of 16, Chinese 10 of 14): no wrong
target, 3 refused without need. One expectation was then put right: a file of 50 MB says
how many parameters there may be, not how much memory they take.
"""

from statement_suite import Case

CHURN = """customer_id id; signup_date date; plan_type category =basic,gold,silver;
 monthly_spend number; call_transcripts text; tenure_months integer 1..80; logo image;
 churn_flag boolean; cancel_reason category =moved,none,price,service;
 region category =east,north,south,west"""
ROVER = """run id; rgb image; depth image; imu series; battery_v number;
 terrain category =grass,gravel,mud,sand; surface_temp_c number; slipped boolean;
 slip_angle_deg number; cmd_speed number; operator category =ann,bob,cy"""
EYE = """mrn id; fundus_photo image; referral_letter text; age integer 20..90;
 hba1c number; dr_grade integer 0..4; macular_edema boolean; visual_acuity number;
 referred boolean; camera_model category =canon,topcon,zeiss"""
HOMEWORK = """id id; img image; txt text; a number; b number;
 y category =neg,neu,pos"""
TITANIC = """PassengerId id; Name text; CabinPhoto image; Fare number; Age number;
 Sex category =female,male; -Survived boolean"""
JOBS = """posting_id id; job_title text; job_description text; company_logo image;
 salary_usd number; experience_years integer 0..20; remote boolean;
 applicants integer 0..900; fraudulent boolean; industry category =it,law,retail"""
VIDEO_ZH = """视频ID id; 封面图 image; 标题 text; 配乐 audio; 时长 number;
 发布时间 date; 作者粉丝数 integer 0..90000; 播放量 integer 0..90000;
 点赞数 integer 0..9000; 完播率 number; 是否违规 boolean; 内容分类 category
 =搞笑,教育,美食,音乐"""
DRIVE_ZH = """序号 id; 前视图像 image; 激光雷达 series; 车速 number; 转向角 number;
 是否制动 boolean; 路况 category =冰雪,干燥,湿滑; 天气 category =晴,雨,雾;
 驾驶员 category =甲,乙"""
TUMOR_ZH = """住院号 id; CT影像 image; 病程记录 text; 年龄 integer 20..90;
 性别 category =女,男; 白细胞 number; 是否感染 boolean; 住院费用 number;
 肿瘤分期 category =III期,II期,IV期,I期; 随访月数 number; 是否死亡 boolean;
 主治医生 category =张,李"""
SCHOOL_TW = """學號 id; 自我介紹 text; 照片 image; 學期成績 number;
 缺席次數 integer 0..60; 是否退學 boolean; 科系 category =文,理,醫;
 導師 category =林,陳"""
REVIEW_ZH = """review_id id; review_text text; review_image image; rating integer 1..5;
 helpful_votes integer 0..900; is_fake boolean; price number;
 brand category =A牌,B牌,C牌"""

SEEN = (
    # The analyst.
    Case(
        "churn-plain",
        CHURN,
        "Build a churn model from the call transcripts and the account data. The cancel"
        " reason is only filled in after someone has left, so please exclude it.",
        "churn_flag",
        "binary",
        without="cancel_reason",
    ),
    Case(
        "churn-spend",
        CHURN,
        "I want to forecast how much a customer spends per month. RMSE is fine. Leave out"
        " churn and cancellation reason because they come later.",
        "monthly_spend",
        "regression",
        "rmse",
        without="churn_flag cancel_reason",
    ),
    Case(
        "churn-reason",
        CHURN,
        "Why do customers cancel? Classify the reason. Some reasons are rare and I care"
        " about all of them equally. Don't use churn_flag, it's basically the same"
        " information.",
        "cancel_reason",
        "multiclass",
        "f1_macro balanced_accuracy",
        without="churn_flag",
    ),
    Case(
        "job-fraud",
        JOBS,
        "Detect fake job ads from the title, description and company logo. Fraud is rare"
        " so use average precision.",
        "fraudulent",
        "binary",
        "average_precision",
    ),
    Case(
        "job-pay",
        JOBS,
        "salary prediction, report MAE and R2. No applicants column please, we don't have"
        " that when the ad goes online.",
        "salary_usd",
        "regression",
        "mae",
        without="applicants",
    ),
    # The robotics engineer.
    Case(
        "rover-terrain",
        ROVER,
        "Terrain classification for our rover using RGB, depth and IMU. Has to run on a"
        " Jetson: under 20 ms per sample and fewer than 2M parameters. The operator must"
        " not be used.",
        "terrain",
        "multiclass",
        latency=20.0,
        params=2_000_000,
        without="operator",
    ),
    Case(
        "rover-slip",
        ROVER,
        "predict wheel slip (yes/no) from rgb + imu only, max latency 5ms, slip angle is"
        " ground truth from mocap so not available online",
        "slipped",
        "binary",
        latency=5.0,
        only="rgb imu",
    ),
    Case(
        "rover-angle",
        ROVER,
        "Regress the slip angle in degrees. All sensors allowed, but drop the slipped"
        " label since it is derived from the angle. Mean absolute error.",
        "slip_angle_deg",
        "regression",
        "mae",
        without="slipped",
    ),
    Case(
        "rover-both",
        ROVER,
        "Need a network that outputs surface temperature and slip angle at the same time"
        " from the camera and the IMU. Model file smaller than 50 MB.",
        "surface_temp_c slip_angle_deg",
        "multitarget",
        params=50 * 2**20 // 4,
    ),
    # The clinician.
    Case(
        "eye-grade",
        EYE,
        "We want to grade diabetic retinopathy (0 to 4) on fundus photographs together"
        " with age and HbA1c. Quadratic weighted kappa. The referral decision should not"
        " be used as it depends on the grade.",
        "dr_grade",
        "ordinal",
        "cohen_kappa_quadratic",
        levels="0 1 2 3 4",
        without="referred",
    ),
    Case(
        "eye-edema",
        EYE,
        "Does this patient have macular oedema? High sensitivity matters most. Please"
        " ignore the camera model, we don't want the network to learn the hospital.",
        "macular_edema",
        "binary",
        "recall",
        without="camera_model",
    ),
    Case(
        "eye-acuity",
        EYE,
        "Estimate a patient's visual acuity from the fundus photo and the letter.",
        "visual_acuity",
        "regression",
    ),
    # The student.
    Case(
        "homework-last",
        HOMEWORK,
        "classify the sentiment pls, need good accuracy, due tomorrow",
        "y",
        "multiclass",
        "accuracy",
    ),
    Case(
        "titanic-quick",
        TITANIC,
        "kaggle comp, just make the best submisson you can",
        "Survived",
        "binary",
    ),
    Case(
        "titanic-surv",
        TITANIC,
        "predict who survives, dont use the names",
        "Survived",
        "binary",
        without="Name",
    ),
    # The product manager.
    Case(
        "视频完播",
        VIDEO_ZH,
        "我们想在视频发布之前预估完播率，输入包括封面、标题和配乐。播放量和点赞数发布后才有，"
        "不能用。",
        "完播率",
        "regression",
        without="播放量 点赞数",
    ),
    Case(
        "视频违规",
        VIDEO_ZH,
        "做一个违规视频检测模型，宁可错杀不可放过，单条推理时间不超过30毫秒",
        "是否违规",
        "binary",
        "recall f2",
        latency=30.0,
    ),
    Case(
        "视频分类",
        VIDEO_ZH,
        "根据封面图和标题自动给视频打上内容分类，看准确率就行",
        "内容分类",
        "multiclass",
        "accuracy",
    ),
    Case(
        "视频热度",
        VIDEO_ZH,
        "同时预测播放量和点赞数，作者粉丝数可以用，完播率不要用",
        "播放量 点赞数",
        "multitarget",
        without="完播率",
    ),
    Case(
        "假评论",
        REVIEW_ZH,
        "识别虚假评论，用评论文本和图片，AUC要高一点",
        "is_fake",
        "binary",
        "roc_auc",
    ),
    Case(
        "评论打分",
        REVIEW_ZH,
        "根据评论内容预测用户会打几颗星，1到5星有高低顺序。别用有用票数。",
        "rating",
        "ordinal",
        levels="1 2 3 4 5",
        without="helpful_votes",
    ),
    # The robotics engineer, in Chinese.
    Case(
        "驾驶转向",
        DRIVE_ZH,
        "端到端自动驾驶：由前视图像和激光雷达回归方向盘转角，延迟低于10ms，参数量不超过500万，"
        "驾驶员信息不参与训练",
        "转向角",
        "regression",
        latency=10.0,
        params=5_000_000,
        without="驾驶员",
    ),
    Case(
        "驾驶制动",
        DRIVE_ZH,
        "判断什么时候该刹车，只用图像和雷达，用F1评估",
        "是否制动",
        "binary",
        "f1",
        only="前视图像 激光雷达",
    ),
    Case(
        "驾驶路况",
        DRIVE_ZH,
        "识别路面状况（干燥、湿滑、冰雪），天气不要作为特征",
        "路况",
        "multiclass",
        without="天气",
    ),
    # The clinician, in Chinese.
    Case(
        "肿瘤分期",
        TUMOR_ZH,
        "用CT和病程记录判断肿瘤分期，分期从I期到IV期是有序的，评价用加权kappa。"
        "主治医生和住院费用请去掉。",
        "肿瘤分期",
        "ordinal",
        "cohen_kappa_quadratic",
        levels="I期 II期 III期 IV期",
        without="主治医生 住院费用",
    ),
    Case(
        "肿瘤生存",
        TUMOR_ZH,
        "做生存分析，随访月数为生存时间，是否死亡为事件，不考虑住院费用",
        "随访月数 是否死亡",
        "survival",
        without="住院费用",
    ),
    Case(
        "术后感染",
        TUMOR_ZH,
        "想提前知道病人会不会感染，白细胞这个指标先不看",
        "是否感染",
        "binary",
        without="白细胞",
    ),
    # The student, in traditional Chinese.
    Case(
        "退學",
        SCHOOL_TW,
        "老師要我們預測學生會不會退學，成績可以用，導師不要用，準確率越高越好",
        "是否退學",
        "binary",
        "accuracy",
        without="導師",
    ),
)
UNCLEAR = (
    Case(
        "rover-nothing",
        ROVER,
        "I have some robot data, please train a good multimodal model on it",
        ask="terrain slipped",
    ),
    Case(
        "视频随便",
        VIDEO_ZH,
        "帮我训练一个推荐模型，效果好就行",
        ask="播放量 点赞数",
    ),
)
