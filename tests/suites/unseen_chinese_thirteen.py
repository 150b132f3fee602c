"""Forty-four statements by somebody who had never seen the reader, short ones: turbines, skin, meals, clips, fish, courses, claims, birds.
First reading: 27 right, 3 with another target, 1 guessed.
"""

from statement_suite import Case

# 风电
WIND = (
    "机组编号 id; 采集时间 date; 风速 number 0..30; 风向 number 0..360; 环境温度 number; 齿轮箱油温 number; "
    "发电机转速 number 0..2000; 桨距角 number 0..90; 振动波形 series; 风机型号 category =A型,B型,C型; 运维记录 text; "
    "-有功功率 number 0..3000; -次日发电量 number; -是否停机 boolean; -故障类型 category =无故障,齿轮箱,叶片,变流器"
)

# 皮肤科
SKIN = (
    "patient_id id; visit_date date; lesion_photo image; age integer 1..95; sex category =male,female; "
    "body_site category =face,trunk,arm,leg; diameter_mm number 0.5..60; itching boolean; clinical_note text; "
    "pathology_report text; -diagnosis category =melanoma,nevus,bcc,keratosis; -malignant boolean; "
    "-severity category =mild,moderate,severe"
)

# 外卖
TAKEOUT = (
    "订单号 id; 下单时间 date; 商家类型 category =快餐,奶茶,火锅,烧烤; 配送距离 number 0..12; 天气 category =晴,雨,雪; "
    "订单金额 number 5..600; 骑手在途单数 integer 0..12; 菜品照片 image; 顾客留言 text; 商家纬度 latitude; 商家经度 longitude; "
    "配送时长 number 5..120; 是否退款 boolean; 商家评分 integer 1..5; 骑手评分 integer 1..5"
)

# 短视频
CLIPS = (
    "video_id id; clip video; cover image; caption text; soundtrack audio; duration_s number 3..180; "
    "author_followers integer 0..9000000; post_hour integer 0..23; topics category =food|travel,pets,comedy|music,travel; "
    "-views integer 0..5000000; -likes integer 0..400000; -shares integer 0..90000; -completion_rate number 0..1; "
    "-banned boolean"
)

# 水产养殖
FISH = (
    "塘口号 id; 记录日期 date; 水温 number 5..36; 溶解氧 number 0..15; 酸碱度 number 6..10; 氨氮 number 0..5; "
    "投喂量 number 0..400; 养殖品种 category =草鱼,鲈鱼,对虾; 水下照片 image; 病害标签 category =烂鳃|白点,肠炎,烂鳃,无; "
    "平均体重 number; 最大体重 number; 观察天数 integer 1..300; 是否发病 boolean; 养殖场 constant"
)

# 网课
COURSE = (
    "student_id id; enroll_date date; plan category =free,monthly,yearly; age integer 12..70; "
    "device category =phone,tablet,pc; minutes_watched number 0..9000; quizzes_taken integer 0..60; "
    "forum_post text; midterm_score number 0..100; -final_score number 0..100; "
    "-final_grade category =fail,pass,good,excellent; -dropped_out boolean; -days_until_dropout integer 1..365"
)

# 保险理赔
CLAIM = (
    "案件号 id; 报案日期 date; 险种 category =车险,健康险,意外险; 事故描述 text; 现场照片 image; 投保人年龄 integer 18..80; "
    "投保人性别 category =男,女; 保额 number; 历史出险次数 integer 0..20; 查勘员意见 text; -赔付金额 number; "
    "-是否欺诈 boolean; -结案天数 integer 1..400; -责任认定 category =全责,主责,同责,次责,无责"
)

# 鸟类录音
BIRD = (
    "recording_id id; recording audio; spectrogram image; description text; lat latitude; lon longitude; "
    "recorded_on date; humidity number 0..100; noise_db number 20..90; habitat category =forest,wetland,farmland,city; "
    "species category =sparrow,magpie,egret,cuckoo,bulbul; call_type category =song,alarm,flight; "
    "bird_count integer 1..40; juvenile_present boolean; migrating boolean"
)

_SEEN = (
    # 风电
    Case(
        "chinese14-wind-power",
        WIND,
        "想预测每台风机的有功功率,看均方根误差。",
        "有功功率",
        "regression",
        "rmse",
    ),
    Case(
        "chinese14-wind-fault",
        WIND,
        "根据振动和油温这些数据判断是哪种故障。各类样本很不均衡,用宏平均F1。运维记录是事后补写的,会泄漏,别用。",
        "故障类型",
        "multiclass",
        "f1_macro",
        without="运维记录",
    ),
    Case(
        "chinese14-wind-stop",
        WIND,
        "机组会不会停机?只用振动波形。模型要装到塔上的小盒子里,内存不超过64MB,单次推理20毫秒以内。",
        "是否停机",
        "binary",
        "",
        only="振动波形",
        memory=64,
        latency=20,
    ),
    Case(
        "chinese14-wind-both",
        WIND,
        "同时预测有功功率和次日发电量,一个模型出两个数。指标MAE。",
        "有功功率 次日发电量",
        "multitarget",
        "mae",
    ),
    Case(
        "chinese14-wind-tomorrow",
        WIND,
        "调度那边要第二天的发电量,给出10%和90%分位数。当前功率不用管,也不需要判断故障。",
        "次日发电量",
        "regression",
        "pinball",
        quantiles=(0.1, 0.9),
    ),
    # 皮肤科
    Case(
        "chinese14-skin-malignant",
        SKIN,
        "我是皮肤科医生,想从皮损照片和病人基本信息判断病灶是不是恶性的。病理报告里已经写了结果,不能用。AUC越高越好。",
        "malignant",
        "binary",
        "roc_auc",
        without="pathology_report",
    ),
    Case(
        "chinese14-skin-diagnosis",
        SKIN,
        "仅凭皮损照片给出诊断(黑色素瘤、痣、基底细胞癌还是角化病)。平衡准确率。",
        "diagnosis",
        "multiclass",
        "balanced_accuracy",
        only="lesion_photo",
    ),
    Case(
        "chinese14-skin-severity",
        SKIN,
        "把严重程度分成轻、中、重三级,顺序是mild<moderate<severe,用二次加权kappa评。",
        "severity",
        "ordinal",
        "cohen_kappa_quadratic",
        levels="mild moderate severe",
    ),
    Case(
        "chinese14-skin-diameter",
        SKIN,
        "有些病历漏填了病灶直径。能不能从照片估出来,误差按毫米算绝对值平均?病程记录和病理报告都不要给模型看。",
        "diameter_mm",
        "regression",
        "mae",
        without="clinical_note pathology_report",
    ),
    Case(
        "chinese14-skin-phone",
        SKIN,
        "手机端用的,参数量别超过500万。输入只有照片、年龄和部位,输出良性还是恶性,PR曲线下面积做指标。",
        "malignant",
        "binary",
        "average_precision",
        only="lesion_photo age body_site",
        params=5000000,
    ),
    # 外卖
    Case(
        "chinese14-takeout-time",
        TAKEOUT,
        "送一单要多少分钟?平均绝对误差。两个评分和是否退款都是送完以后才有的,不能用。",
        "配送时长",
        "regression",
        "mae",
        without="商家评分 骑手评分 是否退款",
    ),
    Case(
        "chinese14-takeout-refund",
        TAKEOUT,
        "老板想知道哪些单会退款。查准率要高,误报太多客服受不了。",
        "是否退款",
        "binary",
        "precision",
    ),
    Case(
        "chinese14-takeout-type",
        TAKEOUT,
        "看菜品图片,猜是什么类型的店。只许用图。准确率就行。",
        "商家类型",
        "multiclass",
        "accuracy",
        only="菜品照片",
    ),
    Case(
        "chinese14-takeout-rider",
        TAKEOUT,
        "预测骑手能得几分,当成连续的数来回归。商家得分跟骑手没关系,去掉。用RMSE",
        "骑手评分",
        "regression",
        "rmse",
        without="商家评分",
    ),
    Case(
        "chinese14-takeout-amount",
        TAKEOUT,
        "我开奶茶店的,不懂技术。就想知道一个单子大概多少钱,不用位置信息(经纬度别用)。误差按百分比算。",
        "订单金额",
        "regression",
        "mape",
        without="商家纬度 商家经度",
    ),
    # 短视频
    Case(
        "chinese14-clips-views",
        CLIPS,
        "发之前想估一下播放量。点赞和转发不用预测。播放量跨度太大,用RMSLE。",
        "views",
        "regression",
        "rmsle",
    ),
    Case(
        "chinese14-clips-topics",
        CLIPS,
        "给视频打话题标签,一条可以有好几个标签。微平均F1。不要用粉丝数和发布时间,没意义。",
        "topics",
        "multilabel",
        "f1_micro",
        without="author_followers post_hour",
    ),
    Case(
        "chinese14-clips-caption",
        CLIPS,
        "输入一段文案,从库里找出对应的封面图。看前5名命中率(Recall@5)。",
        "cover",
        "retrieval",
        "recall_at_5",
    ),
    Case(
        "chinese14-clips-finish",
        CLIPS,
        "预测完播率,R方越高越好。只看画面和配乐,别的一律不用。",
        "completion_rate",
        "regression",
        "r2",
        only="clip soundtrack",
    ),
    Case(
        "chinese14-clips-ban",
        CLIPS,
        "审核组需要:这条视频会不会被封?封了的算正类,F1。每条100毫秒内要出结果。",
        "banned",
        "binary",
        "f1",
        latency=100,
    ),
    # 水产养殖
    Case(
        "chinese14-fish-oxygen",
        FISH,
        "溶氧探头老坏。想用水温、酸碱度、氨氮这些推溶解氧,其中照片不用。指标:均方误差。",
        "溶解氧",
        "regression",
        "rmse",
        without="水下照片",
    ),
    Case(
        "chinese14-fish-disease",
        FISH,
        "看水下照片,鱼得了哪些病?一口塘可能同时有好几种。是否发病这一列不能当输入,等于答案。宏F1。",
        "病害标签",
        "multilabel",
        "f1_macro",
        without="是否发病",
    ),
    Case(
        "chinese14-fish-survival",
        FISH,
        "做生存分析:多少天后发病,没发病的按删失处理。时间是观察天数,事件是是否发病。病害标签要排除。C指数。",
        "观察天数 是否发病",
        "survival",
        "c_index",
        without="病害标签",
    ),
    Case(
        "chinese14-fish-species",
        FISH,
        "养的是草鱼、鲈鱼还是虾,拍张水下的照片就能认出来吗?仅用照片,对数损失。",
        "养殖品种",
        "multiclass",
        "log_loss",
        only="水下照片",
    ),
    Case(
        "chinese14-fish-weights",
        FISH,
        "平均体重跟最大体重两个一起预测。投喂量记得不准,不要用。",
        "平均体重 最大体重",
        "multitarget",
        "",
        without="投喂量",
    ),
    # 网课
    Case(
        "chinese14-course-score",
        COURSE,
        "我们教务想预测期末分数(百分制那个),平均绝对误差。期中分可以用。",
        "final_score",
        "regression",
        "mae",
    ),
    Case(
        "chinese14-course-grade",
        COURSE,
        "预测期末等级,从低到高fail、pass、good、excellent。不要预测具体分数。",
        "final_grade",
        "ordinal",
        "",
        levels="fail pass good excellent",
    ),
    Case(
        "chinese14-course-drop",
        COURSE,
        "哪些学员会退课?马修斯相关系数。出于公平,年龄不许进模型。",
        "dropped_out",
        "binary",
        "mcc",
        without="age",
    ),
    Case(
        "chinese14-course-survive",
        COURSE,
        "学员多久会流失?还在学的是删失数据。用一致性指数评估。",
        "days_until_dropout dropped_out",
        "survival",
        "c_index",
    ),
    Case(
        "chinese14-course-plan",
        COURSE,
        "毕业设计题目:根据学习行为猜用户买的是哪种套餐(免费、包月、包年),加权F1。论坛发帖有隐私问题,不用。",
        "plan",
        "multiclass",
        "f1_weighted",
        without="forum_post",
    ),
    # 保险理赔
    Case(
        "chinese14-claim-fraud",
        CLAIM,
        "识别骗保。查勘员意见是事后写的,预测时没有,去掉。布里尔分数。",
        "是否欺诈",
        "binary",
        "brier",
        without="查勘员意见",
    ),
    Case(
        "chinese14-claim-money",
        CLAIM,
        "这个案子大概赔多少钱?别受极端大案影响,用中位绝对误差。是不是骗保另外有人管。",
        "赔付金额",
        "regression",
        "median_ae",
    ),
    Case(
        "chinese14-claim-liability",
        CLAIM,
        "仅根据事故描述和现场图片判责任,五类:全责、主责、同责、次责、无责。不考虑类别先后,当普通分类做,准确率。",
        "责任认定",
        "multiclass",
        "accuracy",
        only="事故描述 现场照片",
    ),
    Case(
        "chinese14-claim-both",
        CLAIM,
        "赔付金额、结案天数,两个都要预测。性别不能用,监管不让。",
        "赔付金额 结案天数",
        "multitarget",
        "",
        without="投保人性别",
    ),
    Case(
        "chinese14-claim-days",
        CLAIM,
        "客户天天打电话问什么时候能结案。请预测从报案到结案要几天,输出0.2、0.5、0.8三个分位点。内存限2GB。",
        "结案天数",
        "regression",
        "pinball",
        quantiles=(0.2, 0.5, 0.8),
        memory=2048,
    ),
    # 鸟类录音
    Case(
        "chinese14-bird-species",
        BIRD,
        "听录音辨鸟种。频谱图是从录音算出来的,重复了,不用;文字描述里常直接写鸟名,也不能用。宏平均F1",
        "species",
        "multiclass",
        "f1_macro",
        without="spectrogram description",
    ),
    Case(
        "chinese14-bird-search",
        BIRD,
        "用户打一段文字描述,我们返回最匹配的录音。评价用平均倒数排名MRR。",
        "recording",
        "retrieval",
        "mrr",
    ),
    Case(
        "chinese14-bird-count",
        BIRD,
        "录音里有几只鸟?斯皮尔曼相关系数。只用音频,模型参数不超过200万。",
        "bird_count",
        "regression",
        "spearman",
        only="recording",
        params=2000000,
    ),
    Case(
        "chinese14-bird-flags",
        BIRD,
        "有没有幼鸟、是否在迁徙,这两个是非题一起判断,多标签。不用鸟种这一列。",
        "juvenile_present migrating",
        "multilabel",
        "",
        without="species",
    ),
    Case(
        "chinese14-bird-call",
        BIRD,
        "学姐让我做叫声类型的分类(鸣唱、报警、飞行),kappa系数。采集日期不要用,地点可以留着。",
        "call_type",
        "multiclass",
        "cohen_kappa",
        without="recorded_on",
    ),
)

_UNCLEAR = (
    Case(
        "chinese14-takeout-rating",
        TAKEOUT,
        "预测评分,误差越小越好。",
        "",
        "",
        "",
        ask="商家评分 骑手评分",
    ),
    Case(
        "chinese14-fish-weight",
        FISH,
        "帮我预测鱼的体重,用水质数据。",
        "",
        "",
        "",
        ask="平均体重 最大体重",
    ),
    Case(
        "chinese14-clips-engage",
        CLIPS,
        "想预测一条视频的互动数。不是播放量。",
        "",
        "",
        "",
        ask="likes shares",
    ),
    Case(
        "chinese14-course-result",
        COURSE,
        "预测学员的期末成绩。",
        "",
        "",
        "",
        ask="final_score final_grade",
    ),
)


APART = {"chinese14-course-result"}
"""Guessed: held to nothing."""
SEEN = tuple(c for c in _SEEN if c.name not in APART)
UNCLEAR = tuple(c for c in _UNCLEAR if c.name not in APART)

KNOWN = {
    "chinese14-skin-diameter": "refused",
    "chinese14-clips-finish": "inputs",
    "chinese14-bird-count": "refused",
}
"""What is misread, by its fields."""
