"""Twelve more, after the mending for those: 11 of 12 right at the first reading."""

from statement_suite import Case

LIB = (
    "借阅号 id; 封面图 image; 简介 text; 类别 category =推理,诗歌,童书; 读者年龄 integer 5..95; 分馆 category =总馆,西馆; 借出日期 "
    "date; 页数 integer 20..1200; 借阅天数 integer 0..120; 是否逾期 boolean; 罚款 number 0..60; 是否损坏 boolean; 读者评分 "
    "integer 1..5"
)
DINE = (
    "账单号 id; 菜品照片 image; 后厨录音 audio; 服务员备注 text; 服务员 category =阿强,小丽,老周; 桌号 integer 1..40; 人数 integer "
    "1..12; 星期 category =周一,周五,周六; -小费 number 0..90; -消费总额 number 5..9000; -等待分钟 number 0..120; -是否投诉 "
    "boolean; -投诉内容 category =菜凉,上菜慢,态度差,无; -心情 category =生气,一般,开心"
)
BLOOD = (
    "献血者 id; 血管照片 image; 脉搏曲线 series; 问卷 text; 性别 category =女,男; 年龄 integer 18..70; 体重 number 45..150; "
    "护士 category =甲,乙; 献血次数 integer 0..99; -血红蛋白 number 8..20; -铁蛋白 number 1..400; -是否晕倒 boolean; -是否再来 "
    "boolean; -间隔天数 integer 0..900"
)

SEEN: tuple[Case, ...] = (
    Case(
        "z20-lib-late",
        LIB,
        "哪些书会逾期不还？借阅天数和罚款等于直接告诉答案，损坏和评分也是后来才有，都不能用。F1",
        target="是否逾期",
        kind="binary",
        metric="f1",
        without="借阅天数 罚款 是否损坏 读者评分",
    ),
    Case(
        "z20-lib-genre",
        LIB,
        "只凭封面和简介判断书的类别，参数不超过200万",
        target="类别",
        kind="multiclass",
        only="封面图 简介",
        params=2000000,
    ),
    Case(
        "z20-lib-days",
        LIB,
        "读者会把书借多少天，MAE，罚款、逾期与否都别用",
        target="借阅天数",
        kind="regression",
        metric="mae",
        without="罚款 是否逾期",
    ),
    Case(
        "z20-lib-stars",
        LIB,
        "读者会打几分？按有序分类做，忽略分馆",
        target="读者评分",
        kind="ordinal",
        without="分馆",
    ),
    Case(
        "z20-dine-tip",
        DINE,
        "小费有多少，均方根误差，服务员是谁不能用，备注可以",
        target="小费",
        kind="regression",
        metric="rmse",
        without="服务员",
    ),
    Case(
        "z20-dine-topic",
        DINE,
        "客人投诉的话，投诉的是什么？各类一视同仁，不要录音",
        target="投诉内容",
        kind="multiclass",
        metric="f1_macro balanced_accuracy recall_macro",
        without="后厨录音",
    ),
    Case(
        "z20-dine-mood",
        DINE,
        "心情：生气<一般<开心，用菜品照片和备注，别的不用",
        target="心情",
        kind="ordinal",
        only="菜品照片 服务员备注",
        levels="生气 一般 开心",
    ),
    Case(
        "z20-dine-both",
        DINE,
        "消费总额和等待时间两个都要，一个模型，平均绝对误差，桌号剔除",
        target="消费总额 等待分钟",
        kind="multitarget",
        metric="mae",
        without="桌号",
    ),
    Case(
        "z20-blood-faint",
        BLOOD,
        "献血的人会不会晕倒？宁可多提醒十个也别漏一个，护士无关，去掉",
        target="是否晕倒",
        kind="binary",
        metric="recall f2",
        without="护士",
    ),
    Case(
        "z20-blood-iron",
        BLOOD,
        "估计血红蛋白，给5%和95%分位数，性别不用",
        target="血红蛋白",
        kind="regression",
        metric="pinball",
        without="性别",
        quantiles=(0.05, 0.95),
    ),
    Case(
        "z20-blood-return",
        BLOOD,
        "献血者还会再来吗？AUC，每人10毫秒以内，体重和年龄忽略",
        target="是否再来",
        kind="binary",
        metric="roc_auc",
        without="体重 年龄",
        latency=10,
    ),
)
UNCLEAR: tuple[Case, ...] = (
    Case(
        "z20-blood-ask",
        BLOOD,
        "预测献血者的蛋白含量，R2",
        ask="血红蛋白 铁蛋白",
    ),
)
