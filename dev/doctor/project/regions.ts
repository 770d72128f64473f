/**
 * The regions of COS, each with its city as the console writes it. Others may have been opened since: it is for hints alone.
 * Source: https://cloud.tencent.com/document/product/436/6224
 */
export const regions: Readonly<Record<string, string>> = {
  'ap-beijing': '北京',
  'ap-beijing-1': '北京一区',
  'ap-nanjing': '南京',
  'ap-shanghai': '上海',
  'ap-guangzhou': '广州',
  'ap-chengdu': '成都',
  'ap-chongqing': '重庆',
  'ap-shenzhen-fsi': '深圳金融',
  'ap-shanghai-fsi': '上海金融',
  'ap-beijing-fsi': '北京金融',
  'ap-hongkong': '香港',
  'ap-singapore': '新加坡',
  'ap-jakarta': '雅加达',
  'ap-seoul': '首尔',
  'ap-bangkok': '曼谷',
  'ap-tokyo': '东京',
  'ap-mumbai': '孟买',
  'na-siliconvalley': '硅谷',
  'na-ashburn': '弗吉尼亚',
  'sa-saopaulo': '圣保罗',
  'eu-frankfurt': '法兰克福',
};
