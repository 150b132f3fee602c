"""Terms of a trade, English | Chinese: shops, media, money, land, sport, people."""

TABLE = """
item | 商品 产品
product item | 货品
subcategory | 二级类目
sku | 单品
delivery | 发货
courier carrier | 物流公司
campaign | 促销
counterfeit | 假货
listing | 上架
secondhand used | 二手
exchange | 换货
margin | 毛利率
call | 来电
transcript | 转录 转写文本 逐字稿 文字稿 文稿
nps | 净推荐值
silence | 静音 沉默
interruption | 打断
transferred | 转接
note summary | 小结
final | 期末
midterm | 期中
callback | 回电
churn | 离网
throughput | 吞吐量
packet | 数据包 报文
cpu | 处理器
bug | 漏洞
severity | 严重性
intrusion | 攻击
attack intrusion | 入侵
malware malicious | 恶意
malicious | 恶意软件
phishing | 钓鱼
ndvi | 植被指数
landcover | 土地覆盖 地类
landuse | 土地利用
crop | 庄稼
soy | 大豆
precip | 降雨量 降水量
wildfire | 火灾
fire | 山火
wildfire fire | 林火
hurricane | 台风
aspect | 坡向
deforestation | 毁林 砍伐
aqi | 空气质量指数
pm25 | 颗粒物
particulate pm25 | 细颗粒物
pose | 骨架
skeleton | 姿态
subject participant | 被试
session | 场次
repetition reps | 重复次数
wearable | 穿戴
watch | 手表
handedness dominant | 惯用手
beginner | 新手
university college | 高校
degree | 学位
education | 教育程度
title | 职位 岗位
attrition | 辞职
sector | 行业
equity | 权益
stock share | 股价
mortgage | 房贷
delinquent | 逾期
creditscore | 信用分 信用评分
marital married | 婚姻状况
dependents | 抚养人数
district | 区县
neighborhood neighbourhood | 街区
neighbourhood | 社区
beds | 卧室
baths | 卫生间 浴室
furnished | 带家具
rental | 租金 房租
lease | 租期
listed | 挂牌价
renovation renovated | 翻新
construction | 建设
noshow | 爽约 未到 失约
checkout | 退房
stay nights night | 入住天数
flavor flavour | 风味
bitterness | 苦度
spiciness | 辣度
fibre | 纤维
ripeness | 成熟
artist singer | 艺人
genre | 曲风
synopsis | 剧情
plot | 简介
publisher | 出版社
journal | 期刊
citation citations | 引用 被引
accepted acceptance | 录用
acceptance | 接收
team | 球队 队伍
injury injured | 伤病
electricity power | 用电
power | 电力
usage | 消耗 能耗
consumption usage | 消耗量
solar | 光伏 太阳能
outage blackout | 停电
meter | 电表 水表
gas | 天然气
insulation | 保温
co2 | 二氧化碳
waste garbage trash | 废物
recyclable | 回收
recycling | 可回收
boarding | 登机
rail | 铁路
railway | 钢轨
cab | 出租车
dwell | 滞留
demurrage | 滞箱费
origin | 原产地
confidence | 置信度
exposure | 曝光度
clip video footage | 片段
speech voice | 人声
pitch | 音调
samplerate | 采样率
snr | 信噪比
caption | 图说
site | 网站
ctr | 点击
view views | 浏览
repost | 转发 分享
toxic toxicity | 有害
polarity | 极性
difficulty difficult | 难度
important | 重要性
importance important | 重要程度
urgency | 紧急
hazard | 危险
danger dangerous hazard | 危险程度
stable | 稳定性
rul | 剩余寿命
degradation | 退化
proportion | 占比
growth | 增速
weekday | 星期几
morning | 早上
deadline due | 到期
closed close closing | 关店 倒闭
denied | 拒绝 驳回
rejected denied refused | 被拒
texture | 纹理
pattern | 花纹
edible | 可食用 能吃
cap | 菌盖
stem stalk | 菌柄
native | 本地
extinct | 灭绝
porosity | 孔隙度
permeability | 渗透率
conductivity | 电导率 导电率
amplitude | 幅度
spectrum spectra | 频谱
military | 军人 士兵
vote votes voter | 选举
election voter | 投票
election vote votes | 选民
party | 政党 党派
turnout | 投票率
donor | 捐款 捐赠
charity | 慈善
painter | 艺术家
hammer | 落槌价
clarity | 净度
cut | 切工
watch | 手表
garment apparel | 衣服 服装
sleeve | 袖长
senior | 老人
happiness | 快乐
loneliness | 孤独
personality | 性格
iq | 智力
intelligence | 智商
behaviour | 行为
hobby hobbies interest | 爱好
"""
