"""Forty-four statements in Chinese by people who had never seen the reader, kept unread
while it was mended for their sister lists: used phones, parcels, pigs, live sales,
comments on videos, a river, a gym, old books.

Read before those were mended: 23 of 44. Read after: 31; one with another target without
a word, and two of the unclear ones were guessed. Then they were opened, and the classes
of what was misread mended.
"""

from statement_suite import Case

PHONES = """商品编号 id; 正面照 image; 背面照 image; 卖家描述 text;
 品牌 category =苹果,华为,小米,OPPO; 存储容量 category =64G,128G,256G,512G;
 电池健康 integer 60..100; 上架日期 date; 成色 category =95新,9新,8新,7新;
 瑕疵 category =划痕,碎屏,进水,划痕|碎屏,划痕|进水,碎屏|进水; 是否翻新 boolean;
 标价 number; 回收价 number; 成交价 number"""

PARCELS = """waybill_no id; pickup_time date; parcel_photo image; address_text text;
 call_audio audio; origin_city category =杭州,广州,成都,北京; weight_kg number;
 declared_value number; courier_name category =张伟,李强,王磊,刘洋; promised_hours number;
 -transit_hours number; -damaged boolean; -claim_amount number;
 -complaint_type category =延误,破损,丢失,态度"""

PIGS = """耳标号 id; 称重日期 date; 猪舍照片 image; 背部点云 points; 咳嗽录音 audio;
 饲养员记录 text; 品种 category =杜洛克,长白,大白; 日龄 integer 30..180;
 舍内温度 number; 氨气浓度 number; 当前体重_kg number; 出栏体重_kg number;
 是否患病 boolean; 病种 category =健康,蓝耳,喘气病,腹泻"""

LIVE = """场次ID id; 开播时间 date; 直播片段 video; 封面图 image; 话术文本 text;
 主播 category =小雅,阿杰,大鹏,琳琳; 类目 category =美妆,食品,服饰,家居;
 粉丝数 integer 0..900000; 投流费用 number; 在线人数曲线 series; GMV number;
 转化率 number; 退货率 number; 是否违规 boolean"""

COMMENT = """评论ID id; 视频 video; 封面 image; 评论内容 text; 标题 text; 博主粉丝数 integer 0..500000;
 评论者等级 integer 1..10; 发布时间 date; 情绪 category =开心,生气,难过,惊讶;
 话题 category =美食|旅游,搞笑,宠物|搞笑,旅游,美食; 是否水军 boolean; 点赞数 integer 0..20000;
 回复数 integer 0..3000; -被举报 boolean"""
RIVER = """record_id id; obs_time date; station category =上游站,中游站,下游站; rain_series series; gauge_photo image;
 radar_img image; observer_note text; water_temp number; rainfall_mm number; upstream_level number;
 turbidity number; -water_level number; -discharge number; -flood_alarm boolean"""
GYM = """member_id id; join_date date; body_photo image; heart_rate series; squat_video video; coach_note text;
 age integer 16..70; card_type category =团课卡,私教卡,游泳卡; weight_kg number; body_fat number;
 visits_per_month integer 0..31; coach category =Leo,May,Ken; -months_kept number; -quit boolean"""
BOOK = """书影编号 id; 书影 image; 局部放大 image; 识读文字 text; 跋文 text; 纸张厚度 number; 行数 integer 6..14;
 馆藏地 category =北京,宁波,台北; 版本类型 category =刻本,抄本,活字本; 朝代 category =宋,元,明,清;
 破损等级 category =一级,二级,三级,四级; 善本等级 category =甲等,乙等,丙等; 有无批注 boolean; -修复工时 number"""

SEEN = (
    Case(
        "chinese1-phones-price",
        PHONES,
        "估一下成交价，mae。标价是卖家随便写的，别用",
        "成交价",
        "regression",
        "mae",
        without="标价",
    ),
    Case(
        "chinese1-phones-flaws",
        PHONES,
        "从照片看手机有哪些瑕疵，一台可能有好几种，用|隔开的。卖家描述不要用。",
        "瑕疵",
        "multilabel",
        without="卖家描述",
        separator="|",
    ),
    Case(
        "chinese1-phones-refurbished",
        PHONES,
        "是不是翻新机？宁可错杀不可放过，看召回率",
        "是否翻新",
        "binary",
        "recall",
    ),
    Case(
        "chinese1-phones-condition",
        PHONES,
        "根据正面照和背面照判断成色，95新最好、7新最差，是有顺序的。"
        "标价、回收价、成交价这三个价格都不要用。",
        "成色",
        "ordinal",
        without="标价 回收价 成交价",
    ),
    Case(
        "chinese1-phones-brand",
        PHONES,
        "认一下手机是哪个牌子，只许看背面照",
        "品牌",
        "multiclass",
        only="背面照",
    ),
    Case(
        "chinese1-parcels-damaged",
        PARCELS,
        "包裹会不会破损",
        "damaged",
        "binary",
    ),
    Case(
        "chinese1-parcels-hours",
        PARCELS,
        "预测快件路上实际要走几个小时，不要用快递员姓名，评价看RMSE。",
        "transit_hours",
        "regression",
        "rmse",
        without="courier_name",
    ),
    Case(
        "chinese1-parcels-complaint",
        PARCELS,
        "客户倒底投诉的是哪一类？主要听电话录音，其他列也可以用，macro F1",
        "complaint_type",
        "multiclass",
        "f1_macro",
    ),
    Case(
        "chinese1-parcels-claim",
        PARCELS,
        "这单最后要赔多少钱？另外，快递员是谁不应该影响结果",
        "claim_amount",
        "regression",
        without="courier_name",
    ),
    Case(
        "chinese1-parcels-handheld",
        PARCELS,
        "快递员用手持终端拍张包裹照片，马上判断有没有破损。"
        "除了 parcel_photo 别的都没有，响应要在50ms以内，指标用F1。",
        "damaged",
        "binary",
        "f1",
        only="parcel_photo",
        latency=50,
    ),
    Case(
        "chinese1-pigs-weight",
        PIGS,
        "用点云和照片估猪现在得体重，出栏体重那时候还不知道，不能用",
        "当前体重_kg",
        "regression",
        without="出栏体重_kg",
    ),
    Case(
        "chinese1-pigs-sick",
        PIGS,
        "听咳嗽判断猪有没有生病。病种那列等于直接告诉答案了，去掉；饲养员记录也去掉。",
        "是否患病",
        "binary",
        without="病种 饲养员记录",
    ),
    Case(
        "chinese1-pigs-disease",
        PIGS,
        "这头猪得的是什么病？加权F1，是否患病那列不要当特征",
        "病种",
        "multiclass",
        "f1_weighted",
        without="是否患病",
    ),
    Case(
        "chinese1-pigs-market",
        PIGS,
        "出栏时能长到多重，R方，不用录音",
        "出栏体重_kg",
        "regression",
        "r2",
        without="咳嗽录音",
    ),
    Case(
        "chinese1-pigs-raspberry",
        PIGS,
        "猪舍里装的是树莓派，模型占的内存不能超过512MB，"
        "能采到的也只有咳嗽录音、舍内温度和氨气浓度，别的都不能用。"
        "预测是否患病，漏掉一头病猪损失很大，所以用F2。",
        "是否患病",
        "binary",
        "f2",
        only="咳嗽录音 舍内温度 氨气浓度",
        memory=512,
    ),
    Case(
        "chinese1-live-gmv",
        LIVE,
        "开播前预测这场能卖多少钱，也就是GMV。"
        "转化率、退货率、在线人数曲线都是下播以后才有的，不能用。RMSLE",
        "GMV",
        "regression",
        "rmsle",
        without="转化率 退货率 在线人数曲线",
    ),
    Case(
        "chinese1-live-violation",
        LIVE,
        "直播有没有违规，看直播片段和话术文本就够了，别的列一概不用。"
        "误判了主播会来吵，所以看精确率。",
        "是否违规",
        "binary",
        "precision",
        only="直播片段 话术文本",
    ),
    Case(
        "chinese1-live-three",
        LIVE,
        "GMV、转化率、退货率三个数一起预测，主播是谁不要考虑",
        "GMV 转化率 退货率",
        "multitarget",
        without="主播",
    ),
    Case(
        "chinese1-live-cover",
        LIVE,
        "给一段话术文本，从图库里检索出对应的封面图，Recall@10，只用这两列",
        "封面图",
        "retrieval",
        "recall_at_10",
        only="话术文本 封面图",
    ),
    Case(
        "chinese1-live-returns",
        LIVE,
        "退货率预测，spearman",
        "退货率",
        "regression",
        "spearman",
    ),
    Case(
        "chinese2-comment-mood",
        COMMENT,
        "这条评论是啥情绪啊，宏平均F1",
        "情绪",
        "multiclass",
        "f1_macro",
    ),
    Case(
        "chinese2-comment-topics",
        COMMENT,
        "给每条评论打上话题，一条可以有好几个话题",
        "话题",
        "multilabel",
    ),
    Case(
        "chinese2-comment-troll",
        COMMENT,
        "揪水军！要看精确率，别冤枉好人。点赞数和回复数是评论发出去以后才有的，不要用",
        "是否水军",
        "binary",
        "precision",
        without="点赞数 回复数",
    ),
    Case(
        "chinese2-comment-likes",
        COMMENT,
        "预测一条评论能拿多少赞，RMSLE，回复数跟点赞是同一时间才出来的所以不能当特征",
        "点赞数",
        "regression",
        "rmsle",
        without="回复数",
    ),
    Case(
        "chinese2-comment-replies",
        COMMENT,
        "這則評論會有多少則回覆？我們手上只有影片跟標題，其他欄位都不要用，評估用MAE",
        "回复数",
        "regression",
        "mae",
        only="视频 标题",
    ),
    Case(
        "chinese2-river-level",
        RIVER,
        "预测本站水位，r2",
        "water_level",
        "regression",
        "r2",
    ),
    Case(
        "chinese2-river-both",
        RIVER,
        "水位和流量同时报出来，两个都要",
        "water_level discharge",
        "multitarget",
    ),
    Case(
        "chinese2-river-alarm",
        RIVER,
        "要不要发洪水警报？漏报的代价比误报大得多，用F2打分",
        "flood_alarm",
        "binary",
        "f2",
    ),
    Case(
        "chinese2-river-flow",
        RIVER,
        "仅凭降雨序列和上游水位推算流量，照片、雷达图之类的都不用，RMSE",
        "discharge",
        "regression",
        "rmse",
        only="rain_series upstream_level",
    ),
    Case(
        "chinese2-river-turbid",
        RIVER,
        "我们站的浊度仪去年被冲走了，想拿水尺照片等把浊度补出来。观测员的备注里会直接写水浑不浑，等于泄题，去掉。"
        "模型要放在岸边太阳能供电的小盒子里跑，内存不能超过512MB。用绝对误差的中位数来评",
        "turbidity",
        "regression",
        "median_ae",
        without="observer_note",
        memory=512,
    ),
    Case(
        "chinese2-gym-stay",
        GYM,
        "会员能留多久，做生存分析：months_kept是留存月数，quit表示是否已经退会",
        "months_kept quit",
        "survival",
    ),
    Case("chinese2-gym-quit", GYM, "谁会退会 AUC", "quit", "binary", "roc_auc"),
    Case(
        "chinese2-gym-fat",
        GYM,
        "想估會員嘅體脂率，淨係用深蹲影片同身材相，其他資料唔好用。MAE",
        "body_fat",
        "regression",
        "mae",
        only="squat_video body_photo",
    ),
    Case(
        "chinese2-gym-visits",
        GYM,
        "预测会员每个月来练几次，均方根误差。教练是谁、教练写的备注都不要参与",
        "visits_per_month",
        "regression",
        "rmse",
        without="coach coach_note",
    ),
    Case(
        "chinese2-gym-card",
        GYM,
        "猜新会员适合办团课卡、私教卡还是游泳卡，三种人数差很多，用平衡准确率",
        "card_type",
        "multiclass",
        "balanced_accuracy",
    ),
    Case(
        "chinese2-book-find",
        BOOK,
        "拿识读文字去检索对应的那张书影，只用这两列，看Recall@10",
        "书影",
        "retrieval",
        "recall_at_10",
        only="识读文字 书影",
    ),
    Case(
        "chinese2-book-damage",
        BOOK,
        "评破损等级，一到四级有高低之分，用QWK。修复工时要修完才知道，不能用",
        "破损等级",
        "ordinal",
        "cohen_kappa_quadratic",
        without="修复工时",
    ),
    Case(
        "chinese2-book-edition",
        BOOK,
        "這一葉是刻本、抄本還是活字本？看準確率就好。跋文裡常常直接寫明，請排除",
        "版本类型",
        "multiclass",
        "accuracy",
        without="跋文",
    ),
    Case(
        "chinese2-book-hours",
        BOOK,
        "估一下修一册书要花多少工时，用MAPE，藏在哪个馆不纳入考虑",
        "修复工时",
        "regression",
        "mape",
        without="馆藏地",
    ),
    Case(
        "chinese2-book-notes",
        BOOK,
        "书页上有没有前人批注，准却率之外我们更看重log loss，所以就按log loss选模型。参数1000万以内，一张图200毫秒内出结果",
        "有无批注",
        "binary",
        "log_loss",
        params=10_000_000,
        latency=200,
    ),
)

UNCLEAR = (
    Case(
        "chinese1-pigs-vague",
        PIGS,
        "体重预测，平均绝对误差",
        ask="当前体重_kg 出栏体重_kg",
    ),
    Case(
        "chinese1-live-vague",
        LIVE,
        "预测一下这场直播的效果怎么样",
        ask="GMV 转化率",
    ),
    Case("chinese2-comment-vague", COMMENT, "预测评论的热度", ask="点赞数 回复数"),
    Case("chinese2-book-vague", BOOK, "给每张书影定个等级", ask="破损等级 善本等级"),
)

KNOWN = {
    "chinese2-gym-fat": "inputs",
}
"""What is misread, by its fields."""
