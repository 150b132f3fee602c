"""Forty-four statements, written with care, by somebody who had never seen the reader.
Kept unread while it was mended for their sister list (`unseen_chinese_sixteen`): 29
right before that and 30 after, none with another target, none guessed.
"""

from statement_suite import Case

EYE = (
    "检查号 id; 检查日期 date; 眼别 category =左,右; 年龄 integer 6..92; 性别 category =男,女; 眼底照片 image; "
    "OCT截面 image; 眼压 number 7.0..46.0; 矫正视力 number 0.0..1.5; 病程描述 text; 报告结论 text; "
    "糖化血红蛋白 number 4.0..15.0; 眼轴长度 number 20.0..33.0; 设备型号 constant; "
    "-病变分期 category =中度,无,增殖期,轻度,重度; -黄斑水肿 boolean; -随访月数 number 0.5..84.0; -失明 boolean; "
    "-合并眼病 category =青光眼,白内障|青光眼,黄斑变性,白内障,黄斑变性|白内障; "
    "-黄斑厚度 number 140.0..820.0; -黄斑体积 number 5.5..14.0"
)

SLOPE = (
    "station_id id; obs_date date; lat latitude; lon longitude; rock_type category =shale,granite,limestone,loess; "
    "rain_mm number 0.0..310.0; drone_photo image; lidar_scan points; tilt_series series; geophone audio; "
    "inspector_report text; slope_deg number 12.0..78.0; groundwater_m number -38.0..0.0; road_closed boolean; "
    "vendor constant; -displacement_mm number 0.0..950.0; -velocity_mm_d number 0.0..120.0; -collapse boolean; "
    "-days_observed integer 1..1500; -warning category =orange,blue,red,yellow"
)

PORCELAIN = (
    "藏品号 id; 入藏日期 date; 全景图 image; 底款照片 image; 扫描点云 points; 敲击声 audio; 胎釉成分 vector; "
    "著录文字 text; 专家意见 text; 口径 number 2.0..68.0; 高度 number 1.5..92.0; 来源 category =捐赠,发掘,征集; "
    "窑口 category =景德镇,龙泉,德化,磁州; -年代 category =宋,元,明,清; -真伪 category =真品,仿品; "
    "-纹饰 category =龙纹/云纹,缠枝莲,云纹,龙纹,缠枝莲/回纹; -估价 number 800.0..9000000.0; "
    "-成交价 number 500.0..12000000.0"
)

BIRD = (
    "bird_id id; tag_date date; species category =crane,stork,goose,swan; gps_track track; last_lat latitude; "
    "last_lon longitude; call_rec audio; nest_photo image; accel series; body_mass_g number 900.0..12500.0; "
    "wing_mm number 380.0..690.0; field_notes text; ring_color category =red,blue,green,white; tag_vendor constant; "
    "-next_lat latitude; -next_lon longitude; -departure_day integer 1..366; -alive_days integer 1..2400; "
    "-died boolean; -behavior category =foraging,flying,resting,preening; -sex category =female,male; "
    "-clutch_size integer 1..9; -fledged integer 0..8"
)

ORCHARD = (
    "果树编号 id; 调查日期 date; 品种 category =红富士,嘎啦,蜜脆; 树龄 integer 2..38; 冠层点云 points; 叶片照片 image; "
    "高光谱 vector; 气象序列 series; 农事记录 text; 土壤氮 number 20.0..240.0; 土壤钾 number 30.0..420.0; 灌溉 boolean; "
    "承包人 category =老李,王婶,合作社; -病虫害 category =轮纹病,褐斑病|红蜘蛛,褐斑病,红蜘蛛,轮纹病|褐斑病; "
    "-单株产量 number 3.0..160.0; -糖度 number 8.0..19.0; -硬度 number 3.0..12.0; "
    "-果实等级 category =一等,等外,特等,二等"
)

WAFER = (
    "wafer_id id; etch_date date; tool category =E1,E2,E3; recipe category =poly,oxide,metal; rf_trace series; "
    "oes_spectrum vector; sem_image image; wafer_map image; chamber_sound audio; engineer_comment text; "
    "chamber_temp number 18.0..95.0; pressure_mtorr number 2.0..120.0; operator_shift category =day,night; "
    "fab constant; -cd_nm number 18.0..95.0; -depth_nm number 60.0..900.0; -yield_rate number 0.0..1.0; "
    "-defect category =none,scratch,ring,edge; -scrap boolean"
)

NICU = (
    "住院号 id; 入院日期 date; 孕周 number 22.0..42.0; 出生体重 integer 420..4800; 性别 category =男,女; 胸片 image; "
    "心电波形 series; 哭声 audio; 监护视频 video; 护理记录 text; 血氧 number 55.0..100.0; 母亲年龄 integer 16..48; "
    "医保类型 category =职工,居民,自费; -败血症 boolean; -住院天数 integer 1..210; "
    "-脑病分级 category =中度,正常,重度,轻度; -疼痛评分 integer 0..10"
)

SPEECH = (
    "utt_id id; rec_date date; native_lang category =mandarin,cantonese,korean,thai; gender category =f,m; "
    "age integer 7..66; audio_clip audio; mouth_video video; prompt text; asr_text text; teacher_feedback text; "
    "pitch_curve series; duration_s number 1.0..90.0; school category =north,south,online; mic constant; "
    "-fluency number 0.0..100.0; -pronunciation number 0.0..100.0; -cefr category =B1,A1,C1,A2,B2; "
    "-passed boolean; -errors category =stress|vowel,vowel,intonation,stress,intonation|vowel"
)

SEEN: tuple[Case, ...] = (
    # eyes
    Case(
        "chinese17-eye-stage",
        EYE,
        "本研究拟对糖尿病视网膜病变进行自动分期，病变分期由轻到重为：无、轻度、中度、重度、增殖期。"
        "报告结论是医生看过分期之后才写的，会泄露答案，请勿作为输入。与专家的一致性以二次加权κ系数衡量。",
        "病变分期",
        "ordinal",
        "cohen_kappa_quadratic",
        without="报告结论",
        levels="无 轻度 中度 重度 增殖期",
    ),
    Case(
        "chinese17-eye-edema",
        EYE,
        "基层卫生院没有OCT设备，也做不了其他检查，所以模型的输入只能是眼底照片这一项。"
        "请据此判断患者是否存在黄斑水肿，以ROC曲线下面积为主要终点。单次推理时间不应超过200毫秒。",
        "黄斑水肿",
        "binary",
        "roc_auc",
        only="眼底照片",
        latency=200,
    ),
    Case(
        "chinese17-eye-survival",
        EYE,
        "我们关心的是从首诊到失明的时间。随访月数记录了每只眼睛的观察时长，随访结束时尚未失明的按右删失处理。"
        "请建立生存模型，以Harrell一致性指数评价；性别因伦理委员会的要求不得纳入。",
        "随访月数 失明",
        "survival",
        "c_index",
        without="性别",
    ),
    Case(
        "chinese17-eye-comorbid",
        EYE,
        "老年患者往往同时患有不止一种眼病，例如白内障合并青光眼。请为每次检查给出全部合并眼病，而不是只给最可能的那一个。"
        "罕见病与常见病同等重要，故先逐个标签计算F1，再取宏平均。",
        "合并眼病",
        "multilabel",
        "f1_macro",
    ),
    Case(
        "chinese17-eye-macula",
        EYE,
        "希望用一个模型同时估计黄斑厚度和黄斑体积两项定量指标。矫正视力是结果而非原因，不应进入模型。两项均以平均绝对误差报告。",
        "黄斑厚度 黄斑体积",
        "multitarget",
        "mae",
        without="矫正视力",
    ),
    # slopes
    Case(
        "chinese17-slope-warning",
        SLOPE,
        "请预测各监测点的预警级别，按规范由低到高依次为blue、yellow、orange、red，级别之间是有序的。"
        "需要说明的是，封路是发布预警之后才采取的处置措施，road_closed这一列不能作为模型的输入。指标没有特别要求。",
        "warning",
        "ordinal",
        "",
        without="road_closed",
        levels="blue yellow orange red",
    ),
    Case(
        "chinese17-slope-displacement",
        SLOPE,
        "设计支护时，我们看重的不是位移的平均水平，而是它的上界。因此请给出displacement_mm的90%和99%两个分位数。",
        "displacement_mm",
        "regression",
        "pinball",
        quantiles=(0.9, 0.99),
    ),
    Case(
        "chinese17-slope-survival",
        SLOPE,
        "数据中大多数边坡至今没有垮塌，days_observed对它们来说只是已经观测的天数，属于删失；collapse为1的才是真正的失稳时刻。"
        "请据此做失稳时间的生存分析，用一致性指数评估。巡查报告里常有事后补记的内容，请不要使用。",
        "days_observed collapse",
        "survival",
        "c_index",
        without="inspector_report",
    ),
    Case(
        "chinese17-slope-groundwater",
        SLOPE,
        "测压管造价太高，新建的站点不再安装，因此想由其余观测量反演地下水位埋深，单位为米。"
        "降雨量取自三十公里外的气象站，代表性很差，建模时应予剔除。精度用RMSE表示。",
        "groundwater_m",
        "regression",
        "rmse",
        without="rain_mm",
    ),
    Case(
        "chinese17-slope-rock",
        SLOPE,
        "无人机飞一遍之后，能否自动识别坡体的岩性，即页岩、花岗岩、石灰岩还是黄土？"
        "输入仅限航拍照片和激光点云，站点的其他资料一律不用。四类岩石的样本数相差悬殊，请采用平衡准确率。",
        "rock_type",
        "multiclass",
        "balanced_accuracy",
        only="drone_photo lidar_scan",
    ),
    # porcelain
    Case(
        "chinese17-porcelain-fake",
        PORCELAIN,
        "请协助辨别馆藏瓷器的真伪，以“仿品”为正类，报告F1值。专家意见一栏里已经写明了鉴定结论，若给模型看便毫无意义，务必去掉。",
        "真伪",
        "binary",
        "f1",
        without="专家意见",
        positive="仿品",
    ),
    Case(
        "chinese17-porcelain-period",
        PORCELAIN,
        "断代的任务是把器物归入宋、元、明、清四个朝代，这里当作普通的四分类即可，不必考虑先后次序。"
        "后世寄托款很多，底款照片容易误导判断，请排除在外。考虑到元代器物稀少，以各类F1的算术平均值评价。",
        "年代",
        "multiclass",
        "f1_macro",
        without="底款照片",
    ),
    Case(
        "chinese17-porcelain-motif",
        PORCELAIN,
        "一件器物上常有多种纹饰并存，著录时我们以斜杠“/”分隔。请仅凭全景图识别出其上所有的纹饰，微平均F1。",
        "纹饰",
        "multilabel",
        "f1_micro",
        only="全景图",
        separator="/",
    ),
    Case(
        "chinese17-porcelain-kiln",
        PORCELAIN,
        "化学成分能否独立地指示产地，是我们想验证的假说。所以除胎釉成分以外，任何信息都不应提供给模型；预测的对象是窑口。"
        "以总体准确率作为评价标准。",
        "窑口",
        "multiclass",
        "accuracy",
        only="胎釉成分",
    ),
    Case(
        "chinese17-porcelain-search",
        PORCELAIN,
        "研究人员手里常常只有一段著录文字，却不知道说的是哪一件。希望系统能根据这段文字，在全部藏品的全景图中检索出对应的那一张。"
        "正确的图像排在前五位之内即算成功，也就是Recall@5。",
        "全景图",
        "retrieval",
        "recall_at_5",
    ),
    # birds
    Case(
        "chinese17-bird-next",
        BIRD,
        "我们想预测个体下一次定位时的纬度和经度，两个坐标同时输出。环志颜色只是野外辨认用的，与迁徙无关，不要让它参与。"
        "误差取平均绝对误差，单位为度。",
        "next_lat next_lon",
        "multitarget",
        "mae",
        without="ring_color",
    ),
    Case(
        "chinese17-bird-behavior",
        BIRD,
        "追踪器上要直接判别行为：觅食、飞行、休息或理羽。板上只接了加速度计，因此模型的输入只有accel一列。"
        "芯片的存储极为有限，参数总量请控制在10万以内；评价采用宏平均F1。",
        "behavior",
        "multiclass",
        "f1_macro",
        only="accel",
        params=100000,
    ),
    Case(
        "chinese17-bird-survival",
        BIRD,
        "佩戴追踪器之后，候鸟能存活多久？alive_days为观察到的存活天数，died标明其是否确认死亡，信号中断的个体按删失对待。"
        "请用C-index衡量模型。",
        "alive_days died",
        "survival",
        "c_index",
    ),
    Case(
        "chinese17-bird-departure",
        BIRD,
        "保护区需要提前安排巡护，请预测每只鸟的启程日期，以一年中的第几天表示，按连续数值回归即可。"
        "少数个体滞留不走，日期异常地晚，为免其左右结果，请用绝对误差的中位数评价。",
        "departure_day",
        "regression",
        "median_ae",
    ),
    Case(
        "chinese17-bird-sex",
        BIRD,
        "这几种水鸟雌雄羽色相同，野外难以分辨，希望模型能判定性别，并以雌性（female）为正类。"
        "体重和翅长须捕捉之后才能测得，实际应用时并不具备，因此不得使用。请报告Matthews相关系数。",
        "sex",
        "binary",
        "mcc",
        without="body_mass_g wing_mm",
        positive="female",
    ),
    # orchard
    Case(
        "chinese17-orchard-pests",
        ORCHARD,
        "同一片叶子上可能既有褐斑病又有红蜘蛛，请把出现的病虫害逐一列出。果农只会用手机拍叶片，所以除叶片照片外不能依赖任何别的数据。"
        "请使用macro F1；手机端运行，内存占用不超过200MB。",
        "病虫害",
        "multilabel",
        "f1_macro",
        only="叶片照片",
        memory=200,
    ),
    Case(
        "chinese17-orchard-yield",
        ORCHARD,
        "采收前一个月，合作社想知道每棵树能结多少公斤果子，以便订购纸箱。大树与小树的产量相差几十倍，因此以平均绝对百分比误差来衡量。"
        "承包人是谁不应影响估产，这一列请不要放进去。",
        "单株产量",
        "regression",
        "mape",
        without="承包人",
    ),
    Case(
        "chinese17-orchard-flesh",
        ORCHARD,
        "常规的品质检测须切开果实，我们希望改为无损检测。请仅以高光谱数据为输入，同时回归糖度与硬度两项指标。报告决定系数。",
        "糖度 硬度",
        "multitarget",
        "r2",
        only="高光谱",
    ),
    Case(
        "chinese17-orchard-grade",
        ORCHARD,
        "请预测果实等级。等级自低至高为等外、二等、一等、特等，判错一级与判错三级的后果大不相同，请按有序类别处理。"
        "农事记录多为月底集中补写，不可靠，不予采用。",
        "果实等级",
        "ordinal",
        "",
        without="农事记录",
        levels="等外 二等 一等 特等",
    ),
    # wafers
    Case(
        "chinese17-wafer-cd",
        WAFER,
        "目标是虚拟量测：刻蚀一结束，不等机台量测就给出关键尺寸CD。SEM照片是量测时才拍的，届时并不存在，因此不可用作输入。以均方根误差评估。",
        "cd_nm",
        "regression",
        "rmse",
        without="sem_image",
    ),
    Case(
        "chinese17-wafer-defect",
        WAFER,
        "缺陷图形分为无缺陷、划伤、环状和边缘四种，请训练一个分类模型来区分。唯一允许的输入是wafer_map。"
        "产线节拍很紧，推理延迟须在5 ms以内，运行内存不超过256 MB；四类同权，取macro-F1。",
        "defect",
        "multiclass",
        "f1_macro",
        only="wafer_map",
        latency=5,
        memory=256,
    ),
    Case(
        "chinese17-wafer-scrap",
        WAFER,
        "我们希望尽早预知一片晶圆最终是否报废。报废率仅千分之四，准确率没有参考价值，请改用average precision。"
        "工程师的评语通常在判废之后才录入，属于数据泄漏，请从特征中移除。",
        "scrap",
        "binary",
        "average_precision",
        without="engineer_comment",
    ),
    Case(
        "chinese17-wafer-yield",
        WAFER,
        "这次要预测的不是报废与否，而是每片晶圆的良率，取值在0到1之间。请用R²衡量模型解释了多少方差。",
        "yield_rate",
        "regression",
        "r2",
    ),
    Case(
        "chinese17-wafer-depth",
        WAFER,
        "对于刻蚀深度，单一的预测值不足以支持放行决策，我们需要一个95%的区间，也就是2.5%与97.5%两个分位数。"
        "班次信息牵涉人员考核，operator_shift不得参与建模。",
        "depth_nm",
        "regression",
        "pinball",
        without="operator_shift",
        quantiles=(0.025, 0.975),
    ),
    # newborns
    Case(
        "chinese17-nicu-sepsis",
        NICU,
        "请建立新生儿败血症的早期预警模型，输出患病概率。由于概率将直接展示给临床医生，校准程度最为重要，故以Brier评分为准。"
        "护理记录中会提到已经使用的抗生素，等于告诉了模型答案，须予剔除。",
        "败血症",
        "binary",
        "brier",
        without="护理记录",
    ),
    Case(
        "chinese17-nicu-stay",
        NICU,
        "床位调度需要知道每名患儿大约要住多少天。住院天数的分布极度右偏，从一天到两百多天不等，因此采用均方根对数误差（RMSLE）。"
        "医保类型与病情无关，为避免不公平，请不要作为特征。",
        "住院天数",
        "regression",
        "rmsle",
        without="医保类型",
    ),
    Case(
        "chinese17-nicu-brain",
        NICU,
        "缺氧缺血性脑病按正常、轻度、中度、重度逐级加重，请预测每名患儿的脑病分级，并作为有序变量对待。评价指标为quadratic weighted kappa。",
        "脑病分级",
        "ordinal",
        "cohen_kappa_quadratic",
        levels="正常 轻度 中度 重度",
    ),
    Case(
        "chinese17-nicu-pain",
        NICU,
        "新生儿不会诉说疼痛，我们想通过声音和表情来估计疼痛评分，按0到10的连续数值回归，不作分类。"
        "只允许使用哭声和监护视频，其余临床资料一概不用。平均绝对误差在1分以内便可接受。",
        "疼痛评分",
        "regression",
        "mae",
        only="哭声 监护视频",
    ),
    # speech
    Case(
        "chinese17-speech-cefr",
        SPEECH,
        "请依据欧洲语言共同参考框架评定学习者的CEFR等级，从低到高为A1、A2、B1、B2、C1。"
        "teacher_feedback里时常直接提到等级，所以必须屏蔽。相差越远的误判惩罚应越重，采用二次加权Kappa。",
        "cefr",
        "ordinal",
        "cohen_kappa_quadratic",
        without="teacher_feedback",
        levels="A1 A2 B1 B2 C1",
    ),
    Case(
        "chinese17-speech-scores",
        SPEECH,
        "评分细则有流利度和发音两个维度，满分都是100。请让一个模型同时给出这两个分数，以MAE评价。等级和是否通过暂不需要预测。",
        "fluency pronunciation",
        "multitarget",
        "mae",
    ),
    Case(
        "chinese17-speech-errors",
        SPEECH,
        "一句话里可能同时出现重音、元音、语调等几类错误，标注时以竖线“|”隔开。请识别出每个录音包含的全部错误类型。"
        "评价采用micro-averaged F1。",
        "errors",
        "multilabel",
        "f1_micro",
        separator="|",
    ),
    Case(
        "chinese17-speech-pass",
        SPEECH,
        "请预测考生能否通过口试。出于公平的考虑，母语、性别和学校三项不得作为特征，请务必遵守。评价用AUC-ROC即可。",
        "passed",
        "binary",
        "roc_auc",
        without="native_lang gender school",
    ),
    Case(
        "chinese17-speech-native",
        SPEECH,
        "语音学上有一个有趣的问题：能否单从口音听出说话人的母语？候选是普通话、粤语、韩语和泰语。"
        "为保证结论可信，模型只能接触audio_clip，文本、视频之类都不可使用。指标为按样本数加权的F1。",
        "native_lang",
        "multiclass",
        "f1_weighted",
        only="audio_clip",
    ),
)

UNCLEAR: tuple[Case, ...] = (
    Case(
        "chinese17-eye-unclear",
        EYE,
        "我们需要模型预测黄斑的那一个定量测量值，供门诊参考。请用平均绝对误差评价。",
        "",
        "",
        "",
        ask="黄斑厚度 黄斑体积",
    ),
    Case(
        "chinese17-slope-unclear",
        SLOPE,
        "请预测各监测点坡体变形的数值大小。巡查报告请勿使用，误差以RMSE计。",
        "",
        "",
        "",
        ask="displacement_mm velocity_mm_d",
    ),
    Case(
        "chinese17-porcelain-unclear",
        PORCELAIN,
        "保险公司想知道每件瓷器值多少钱，请建立一个回归模型。贵贱相差悬殊，按百分比误差评价。",
        "",
        "",
        "",
        ask="估价 成交价",
    ),
    Case(
        "chinese17-bird-unclear",
        BIRD,
        "请预测每个巢的数量，作为种群估计的基础。以平均绝对误差评价即可，巢的照片质量很好。",
        "",
        "",
        "",
        ask="clutch_size fledged",
    ),
    Case(
        "chinese17-wafer-unclear",
        WAFER,
        "请预测刻蚀之后量出来是多少纳米，只需一个数。量测排队太久，我们等不起。",
        "",
        "",
        "",
        ask="cd_nm depth_nm",
    ),
    Case(
        "chinese17-speech-unclear",
        SPEECH,
        "请根据录音预测学习者的口语得分，百分制，输出一个数值。教师评语不可使用。",
        "",
        "",
        "",
        ask="fluency pronunciation",
    ),
)


KNOWN = {
    "chinese17-porcelain-search": "refused",
    "chinese17-bird-next": "refused",
}
"""What is misread, by its fields."""
