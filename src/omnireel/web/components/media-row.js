// A row of pictures with one empty place at its end, up to a limit.
import { fill, h } from "../js/dom.js";
import { dropZone } from "./drop-zone.js";

class MediaRow extends HTMLElement {
  connectedCallback() {
    this.render();
  }

  render() {
    const zones = this.list.map((media, position) => this.zone(media, position));
    if (this.list.length < this.max && !this.isFull?.()) zones.push(this.zone(null, this.list.length));
    fill(this, zones);
  }

  zone(media, position) {
    const zone = dropZone({
      media,
      rules: this.rules,
      label: `${this.label} ${position + 1}`,
      isSmall: true,
      onchange: (now) => {
        const at = zone.media_ ? this.list.indexOf(zone.media_) : -1;
        if (!now) this.list.splice(at, 1);
        else if (at >= 0) this.list[at] = now;
        else this.list.push(now);
        const isNew = !zone.media_ || !now;
        zone.media_ = now;
        if (isNew) this.render();
        this.onchange();
      },
    });
    zone.media_ = media;
    return zone;
  }
}

customElements.define("media-row", MediaRow);

/** `list` is changed in place. */
export function mediaRow({ list, max, rules, label, onchange, isFull }) {
  return Object.assign(document.createElement("media-row"), { list, max, rules, label, onchange, isFull });
}

export const mediaCount = (list, max) => h("span", {}, `${list.filter((media) => !media.error).length} / ${max}`);
