// A row of pictures with one empty place at its end, up to a limit.
import { fill, h } from "../js/dom.js";
import { dropZone } from "./drop-zone.js";

class MediaRow extends HTMLElement {
  connectedCallback() {
    this.render();
  }

  render() {
    // A zone stays with the file that it took: it is the one that is told how far the upload is.
    const zones = this.list.map((media, position) => this.zones?.find((zone) => zone.media === media) ?? this.zone(media, position));
    if (this.list.length < this.max && !this.isFull?.()) zones.push(this.zone(null, this.list.length));
    this.zones = zones;
    fill(this, zones);
  }

  zone(media, position) {
    let held = media;
    return dropZone({
      media,
      rules: this.rules,
      label: `${this.label} ${position + 1}`,
      isSmall: true,
      onchange: (now) => {
        const at = this.list.indexOf(held);
        if (!now) this.list.splice(at, 1);
        else if (at >= 0) this.list[at] = now;
        else this.list.push(now);
        const isOther = now !== held;
        held = now;
        if (isOther) this.render();
        this.tell();
      },
    });
  }
}

customElements.define("media-row", MediaRow);

/** `list` is changed in place. */
export function mediaRow({ list, max, rules, label, onchange, isFull }) {
  return Object.assign(document.createElement("media-row"), { list, max, rules, label, tell: onchange, isFull });
}

export const mediaCount = (list, max) => h("span", {}, `${list.filter((media) => !media.error).length} / ${max}`);
