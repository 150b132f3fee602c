"""Words that mean the same, English | Chinese: nouns of one sign, which end longer
words such as 成交价 and 用电量, and words of everyday speech."""

TABLE = """
fee cost charge | 费
rate ratio share pct percent | 率
count number num qty | 数
amount volume quantity output | 量
temp temperature | 温
speed velocity | 速
score points mark | 分
date | 日
time duration | 时
weight mass | 重
height | 高
length | 长
width | 宽
age | 龄
pressure | 压
district area region zone | 区
city | 市
type kind class | 类 型 种
segment cohort group cluster | 分群 群体 客群
grade level | 级
image photo picture img pic | 图 照
line route | 线
value | 值
total overall | 总
avg average mean | 均
sold sale | 成交
sell sold | 卖掉 卖了 卖出 售出
days day | 多少天 几天
length duration | 时长 天数
hours hour | 多少小时 几小时 几个小时
minutes minute min | 多少分钟 几分钟
months month | 几个月 多少个月
years year | 几年 多少年
year vintage | 年份
weekday workday | 平日 周中
condition state | 车况 成色
built build construction | 建成 建造
next tomorrow nextday | 明天 明日 次日 第二天 翌日 下一天 后一天
energy generation output yield | 发电量 发电
thermal infrared ir | 红外 热成像 热像
location place | 位置 所在
main primary cover | 主图 首图
award medal prize | 奖牌 奖项
tasting | 品鉴 品尝 酒评
winemaker | 酿酒师
vineyard | 产区 酒庄
critic judge | 评委
sugar | 糖分 残糖 糖
alcohol abv | 酒精度
reference | 参考 参照
source | 原文 源文
farmer grower | 果农 茶农 种植户
farm | 牧场
barn shed | 棚舍 牛舍
milk | 奶
yield output | 产奶量
soil | 土质
root | 根系
moisture humidity | 含水量 含水率
rainfall precipitation rain | 降雨量 降水量
sunlight sunshine | 光照
mechanic technician | 师傅 维修工
wing wingspan | 翅长 翼展
qa | 质检
csat nps | 评分 打分 分数 得分
csat | 满意度评分 满意度打分 满意评分
nps | 推荐评分 推荐打分
yield | 良率
intent intention purpose | 想干嘛 想干什么 想做什么 来意
callback callbacks | 再打进来 再打来 再来电 回拨
qc | 质检
break breaking rupture fracture | 破裂 断裂
film | 膜
thickness | 厚
species | 鸟种 鱼种 树种 物种
juvenile | 幼鸟 幼体 幼崽
site | 部位
payout | 赔付 赔多少钱 赔多少
plagiarised plagiarized plagiarism | 抄袭
grade | 定级
inspector | 检验员 质检员 巡检员 检测员
operator | 操作工
running runtime run | 运行 运转
leak leakage leaking | 漏水 漏液 漏油 漏气
corrosion rust rusted | 腐蚀
warranty | 质保
spare part | 备件
machine | 机床
line | 产线 生产线
defect defects | 次品
customer client buyer | 买家
purchase buying | 进价 进货
store shop | 门店
shelf | 货架
promotion promo | 促销
delivery shipping | 送货 物流
package parcel | 快递
ride trip | 骑行
room rooms | 客房
booking reservation | 预定
host | 房东
occupancy | 上座率
rent rental | 月租
furnished renovation | 精装
parking | 停车位
class | 班
attendance | 出勤率 考勤
oral speaking | 口语
reading | 朗读
employee staff worker | 职工
job position role | 岗位 职位
branch | 支行 分行
claim | 索赔
damage damaged | 受损
clinic | 门诊
lesion | 皮损
neutered sterilized | 绝育
coat fur | 毛色
model | 款式
mileage odometer km | 行驶里程 公里数
gear gearbox transmission | 变速箱
flood flooded | 泡水 水淹
wind | 风力
aqi | 空气质量
species | 鱼种
nest | 巢
beehive hive | 蜂箱
audience viewer viewers | 观看人数 观众人数
follower followers fans | 粉丝数
like likes | 点赞数
view views plays | 播放量
painting | 油画
artist | 画家
collector | 藏家
waist | 腰围
bmi | 体质指数
fat | 体脂
workout exercise | 锻炼
renew renewed renewal | 续卡 续约 续保 续租
call calls talk | 通话 电话
satisfaction satisfied | 满意
banned ban | 被封
theft stolen | 盗窃 被盗
fire | 着火
injury injured casualty | 伤亡
trapped | 困人
traffic | 车流量
discharge | 流量
upstream | 上游
downstream | 下游
series sequence | 序列
closed closure close | 封闭 关闭
rented rent | 租出去 租掉 租出
ecg ekg | 心电 心电图
ef ejection | 射血分数
nyha | 心功能
attending doctor | 主治 主治医生
sick ill illness | 生病 病了 得病
keeper | 饲养员
enclosure cage | 笼舍
activity active | 活动量
pregnant | 怀上
visitor visitors | 游客
intake | 食量 摄入
"""
