import type { AppPage } from './writeSmallApp';

/** A form with two uploaders. Its query sets the properties of the first; what that told is in `heard`. */
export const uploaderForm: AppPage = {
  json: { usingComponents: { 'cos-uploader': '/cos/components/cos-uploader/cos-uploader' } },
  wxml: `
    <form bindsubmit="sent">
      <input name="title" value="A day out" />
      <cos-uploader id="photos" name="photos" from="{{from}}" types="{{types}}" value="{{value}}" max="{{max}}" max-bytes="{{maxBytes}}"
        readonly="{{readonly}}" disabled="{{disabled}}" delete-removed="{{deleteRemoved}}"
        bind:change="changed" bind:busy="heard" bind:idle="heard" bind:error="heard" />
      <cos-uploader id="papers" class="papers" add-class="framed" name="papers" from="{{['album']}}" value="{{papers}}" bind:change="papersChanged" />
      <button class="send" form-type="submit">Send</button>
    </form>`,
  wxss: `
    page { padding: 24rpx; background: #ffffff; }
    .papers { display: block; margin: 24rpx 0; --cos-uploader-columns: 4; --cos-placeholder: rgb(214, 228, 255); }
    .framed { border-radius: 20px !important; }
    @media (prefers-color-scheme: dark) { page { background: #111111; } }`,
  ts: `
    Page({
      data: {
        value: [], papers: [], from: ['album'], types: ['image', 'video'], max: 9, maxBytes: 0, readonly: false, disabled: false, deleteRemoved: false,
        heard: [], sent: null,
      },
      onLoad({ max = 9, maxBytes = 0, readonly, disabled }) {
        this.setData({ max: +max, maxBytes: +maxBytes, readonly: !!readonly, disabled: !!disabled });
      },
      changed(event) {
        this.setData({ value: event.detail.value });
        this.heard(event);
      },
      papersChanged(event) {
        this.setData({ papers: event.detail.value });
      },
      heard({ type, detail }) {
        this.setData({ heard: [...this.data.heard, [type, detail]] });
      },
      sent(event) {
        this.setData({ sent: event.detail.value });
      },
    });`,
};
