"""Terms of a trade, English | Chinese: damage, states, places, jobs, parts."""

TABLE = """
damage damaged | 破损
evasion | 偷税 逃税 偷逃税 漏税
business | 经营
note | 说明
borrowed borrow | 借出 借走
loan | 外借
missing | 丢失 遗失
lost | 失踪
stolen theft | 失窃
icing ice | 结冰 覆冰
frost | 结霜
burnt | 烧伤 烧毁 烧焦
short | 短路
resistance | 内阻 电阻 阻值
stuck | 卡住
stuck jammed | 堵塞
clog clogged | 堵塞
noise noisy | 异响
mold mould mouldy | 发霉 霉变
rotten | 腐烂 腐败
dead died | 枯死
germination germinated | 出苗
flowering | 开花
infested infestation | 虫害 受害
infected infection | 染病
sick ill | 患病
fatal | 致死
disability | 残疾 伤残
recovered | 治愈
cured recovered | 康复
reoperation | 再次手术
torn | 撕裂
diarrhoea | 腹泻
seizure | 癫痫
sepsis | 败血症
fibrillation | 房颤
infarction | 心梗
anaemia | 贫血
insomnia | 失眠
adhd | 多动症
retinopathy | 视网膜病变
retina fundus | 眼底
fundus | 视网膜
melanoma | 黑色素瘤
benign | 良性
caries | 龋齿
cavity caries | 蛀牙
audience | 受众
viewer viewers | 观众
attendee | 参与者 参加者
membership | 成员
officer | 官员
official officer | 工作人员
guard | 保安
cleaner | 保洁
foreman | 工长 班长
priest | 神父
masseur therapist | 治疗师 理疗师
surgeon | 主刀
anesthetist | 麻醉师
pharmacist | 药师
caregiver carer | 护工 看护
beginner | 初学者
winner | 获胜者 冠军
wholesaler | 批发商
distributor dealer | 代理商
franchise | 加盟
licence | 许可证 执照
duty | 关税
penalty | 罚金
utility utilities | 水电费
deposit | 定金
installment instalment | 分期
actual | 实际
scheduled schedule | 排班
reported | 上报
verification | 核实
audited audit | 稽查
unpaid | 未付 欠费
closed | 停业
open | 营业
available availability | 空闲
inside | 室内
outside | 室外 户外
upstairs | 上楼
downstairs | 下楼
left | 左侧
right | 右侧
back | 后方
upper | 顶部
top upper | 上部 顶视 俯视
side | 侧视 侧面
front | 前视 正视
late delayed overdue | 超时
multispectral | 多光谱
hyperspectral | 高光谱
lower | 底部
bottom lower | 下部
middle centre | 中心
urban | 城市 城区
highway motorway expressway freeway | 高速
rural | 农村 乡村
plant | 工厂
branch | 分馆
shelf | 书架
terminal | 航站楼
dock | 泊位
berth | 码头
track | 赛道
slope piste | 雪道
trail | 步道
cabin | 船舱
box | 纸箱
seal | 密封
wire | 导线
belt | 皮带
forklift | 叉车
harvester | 收割机
ferry | 渡轮
out | 借出 外借 借出去
count total | 总数 总量
income earnings | 收入
audience | 听众 观众 受众
rep reps repetition repetitions | 重复 次数
land | 土地 土地利用 用地
violation violated | 违规 违章 违反
caption copy | 文案
syllabus outline | 大纲
description desc intro | 介绍
subject | 受试者
bgm music soundtrack | 背景音乐 配乐
vendor supplier oem | 厂家 厂商 供应商 供货商
oem maker mfr | 厂家 厂商 制造商
pilot | 飞手 飞行员
oplog log | 运行日志 操作日志 运维日志
allergens allergen allergy allergies allergic | 过敏 过敏原 过敏源
mothertongue nativelanguage firstlanguage l1 | 母语
arrive arrives arrived arrival | 送达 到达 抵达
ac | 交流
dc | 直流
"""
