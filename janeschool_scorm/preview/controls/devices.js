/* Screens to see a course on, and how one fits into the place that is left. */
"use strict";
((P) => {
  const DEVICES = [
    { id: "fit", label: "Whole space", width: 0, height: 0 },
    { id: "small", label: "Small phone, 320 × 568", width: 320, height: 568 },
    { id: "phone", label: "Phone, 390 × 844", width: 390, height: 844 },
    { id: "tablet", label: "Tablet, 768 × 1024", width: 768, height: 1024 },
    { id: "laptop", label: "Laptop, 1280 × 900", width: 1280, height: 900 },
    { id: "desktop", label: "Desktop, 1920 × 1080", width: 1920, height: 1080 },
  ];
  const ZOOMS = [100, 125, 150, 200, 300, 400];

  const find = (id) => DEVICES.find((each) => each.id === id) || DEVICES[0];

  /**
   * @param {{id: string, turned: boolean, zoom: number}} chosen zoom in percent, as a browser's:
   *   at 200 the page has half the width in CSS pixels
   * @param {{width: number, height: number}} box the space that is left, in CSS pixels
   * @returns {{width, height, scale, seen}} size of the frame in its own pixels, the factor it
   *   is drawn with, and `seen`, the part of the screen's true size (1 is not scaled)
   */
  function fit(chosen, box) {
    const device = find(chosen.id);
    const zoom = chosen.zoom / 100;
    const [width, height] = chosen.turned ? [device.height, device.width] : [device.width, device.height];
    const screen = { width: width || box.width, height: height || box.height };
    const seen = Math.min(1, box.width / screen.width, box.height / screen.height);
    return {
      width: Math.max(1, Math.round(screen.width / zoom)),
      height: Math.max(1, Math.round(screen.height / zoom)),
      scale: seen * zoom, seen,
    };
  }

  /** "390 × 844, shown at 78 %" */
  function words(fitted) {
    const size = fitted.width + " × " + fitted.height + " CSS pixels";
    const percent = Math.floor(fitted.seen * 100);
    return percent >= 100 ? size : size + ", shown at " + percent + " %";
  }

  P.devices = { DEVICES, ZOOMS, find, fit, words };
})(Preview);
