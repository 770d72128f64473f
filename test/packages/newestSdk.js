module.exports = require('cos-wx-sdk-v5');
