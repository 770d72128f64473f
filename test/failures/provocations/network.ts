import { startTlsFront } from '../../support/tls/startTlsFront';
import type { Provocation } from '../support/Provocation';

/** The way to COS. */
export const network = {
  'domain-not-listed': {
    how: 'WeChat verifies domains, and the lists are empty',
    async fail(stage) {
      const host = new URL(stage.keyUrl).origin;
      await stage.set({
        verifyDomains: true,
        domains: { request: [host], uploadFile: [], downloadFile: [] },
      });
      return stage.flows().listObjects();
    },
  },
  'server-unreachable': {
    how: 'nobody listens where COS should be',
    fail: (stage) => stage.flows({ endpoint: 'http://127.0.0.1:1' }).listObjects(),
  },
  tls: {
    how: 'the server has a certificate that nobody signed',
    async fail(stage) {
      const { port, close } = await startTlsFront(stage.cos.port);
      return stage
        .flows({ endpoint: `https://127.0.0.1:${port}` })
        .listObjects()
        .finally(close);
    },
  },
  'network-interrupted': {
    how: 'the connection is cut before the answer',
    fail(stage) {
      stage.middle.answer = (response) => void response.destroy();
      return stage.flows().listObjects();
    },
  },
  'connection-failed': {
    how: 'the address says https, and the server speaks http',
    fail: (stage) => stage.flows({ endpoint: stage.middle.url.replace('http', 'https') }).listObjects(),
  },
  'too-many-requests': {
    how: 'WeChat is told to say that ten uploads run',
    by: 'said',
    fail(stage) {
      const path = stage.phone.file('a.jpg', Buffer.from('a'));
      stage.wechatSays('uploadFile', {
        errMsg: 'uploadFile:fail createUploadTask:fail exceed max upload connection count 10',
      });
      return stage.flows().upload({ path }).result;
    },
  },
  timeout: {
    how: 'COS never answers',
    fail(stage) {
      stage.middle.answer = () => undefined;
      return stage.flows({}, { limits: { operation: 50 } }).listObjects();
    },
  },
  'foreign-answer': {
    how: 'the login page of a Wi-Fi answers in place of COS',
    fail(stage) {
      stage.middle.answer = (response) =>
        void response.end('<html><title>Welcome to our Wi-Fi</title></html>');
      return stage.flows().listObjects();
    },
  },
} satisfies Record<string, Provocation>;
