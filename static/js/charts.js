// Charts drawn from the tables that stand behind them: see templates/components/chart.html.
"use strict";

(() => {
  const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const ink = token("--it-ink");
  const quiet = token("--it-quiet");
  const line = token("--it-line");
  const tints = [token("--it-jade"), token("--it-amber"), token("--it-blue")];
  const dashes = [[], [6, 4], [2, 3]];
  const points = ["circle", "rect", "triangle"];

  // Series are told apart by their pattern: full, striped, dotted.
  const filled = (number) => {
    if (number === 0) return tints[0];
    const tile = document.createElement("canvas");
    tile.width = tile.height = 8;
    const pen = tile.getContext("2d");
    pen.fillStyle = "#ffffff";
    pen.fillRect(0, 0, 8, 8);
    pen.strokeStyle = pen.fillStyle = tints[number % tints.length];
    pen.lineWidth = 2;
    if (number === 1) {
      pen.moveTo(-2, 10);
      pen.lineTo(10, -2);
      pen.stroke();
    } else {
      pen.fillRect(2, 2, 4, 4);
    }
    return pen.createPattern(tile, "repeat");
  };

  // A number stands in the attribute of its cell, the words in the cell: "3.4%", "HK$1,200.00".
  const read = (table, most) => {
    const headings = [...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim());
    let rows = [...table.tBodies[0].rows];
    const values = (row) => [...row.cells].filter((cell) => "value" in cell.dataset);
    const number = (cell) => (cell.dataset.value === "" ? null : Number(cell.dataset.value));
    if (most) {
      rows = rows.filter((row) => number(values(row)[0]) !== null);
      rows.sort((one, other) => number(values(other)[0]) - number(values(one)[0]));
      rows = rows.slice(0, most);
    }
    if (!rows.length) return null;
    return {
      labels: rows.map((row) => row.cells[0].textContent.trim()),
      series: values(rows[0]).map((cell, at) => ({
        label: headings[cell.cellIndex],
        data: rows.map((row) => number(values(row)[at])),
        words: rows.map((row) => values(row)[at].textContent.trim()),
      })),
    };
  };

  const lines = (text, long) => {
    const parts = [""];
    for (const word of text.split(" ")) {
      const last = parts.length - 1;
      if (parts[last] && (parts[last] + " " + word).length > long) parts.push(word);
      else parts[last] = (parts[last] + " " + word).trim();
    }
    return parts.length > 2 ? [parts[0], parts[1] + " …"] : parts;
  };

  // Each value is written beside its bar or point, where there is room for all of them.
  const direct = (read, kind) => ({
    id: "direct",
    afterDatasetsDraw(chart) {
      const pen = chart.ctx;
      const across = kind === "rows";
      pen.save();
      pen.font = `12px ${Chart.defaults.font.family}`;
      pen.fillStyle = ink;
      chart.data.datasets.forEach((set, at) => {
        const shapes = chart.getDatasetMeta(at).data;
        const room = across ? Infinity : chart.chartArea.width / Math.max(shapes.length, 1);
        const widest = Math.max(...read.series[at].words.map((word) => pen.measureText(word).width));
        const every = Math.max(1, Math.ceil((widest + 6) / room));
        shapes.forEach((shape, row) => {
          if (set.data[row] === null || (!across && (shapes.length - 1 - row) % every)) return;
          const { x, y } = shape.tooltipPosition();
          pen.textAlign = across ? "left" : "center";
          pen.textBaseline = across ? "middle" : "bottom";
          pen.fillText(read.series[at].words[row], across ? x + 6 : x, across ? y : y - 6);
        });
      });
      pen.restore();
    },
  });

  const draw = (figure) => {
    const table = document.getElementById(figure.dataset.table) || figure.querySelector("table");
    const kind = figure.dataset.chart;
    const found = table && read(table, Number(figure.dataset.most || 0));
    if (!found || !found.series.some((each) => each.data.some((value) => value !== null))) return;
    const box = figure.querySelector(".chart-box");
    const across = kind === "rows";
    box.hidden = false;
    if (across) box.classList.add(`chart-rows-${Math.min(found.labels.length, 15)}`);
    const highest = Math.max(...found.series.flatMap((each) => each.data));
    const isPercent = found.series[0].words.some((word) => word.endsWith("%"));
    const scale = (counts) => ({
      beginAtZero: true,
      max: counts && isPercent && highest > 85 && highest <= 100 ? 100 : undefined,
      grid: { color: line, display: counts },
      border: { color: quiet },
      grace: counts ? "12%" : 0,
      ticks: { color: quiet, autoSkip: !across || counts, maxRotation: 45 },
    });
    const chart = new Chart(box.querySelector("canvas"), {
      type: kind === "line" ? "line" : "bar",
      data: {
        labels: across ? found.labels.map((label) => lines(label, 24)) : found.labels,
        datasets: found.series.map((each, at) => ({
          label: each.label,
          data: each.data,
          backgroundColor: kind === "line" ? tints[at % 3] : filled(at),
          borderColor: tints[at % 3],
          borderWidth: kind === "line" ? 2 : 1,
          borderDash: kind === "line" ? dashes[at % 3] : [],
          pointStyle: points[at % 3],
          pointRadius: 4,
          maxBarThickness: 36,
        })),
      },
      options: {
        animation: false, // nobody is asked whether they would rather not
        maintainAspectRatio: false,
        indexAxis: across ? "y" : "x",
        layout: { padding: { top: 18, right: across ? 48 : 20 } },
        plugins: {
          legend: { display: found.series.length > 1, labels: { color: ink } },
          tooltip: {
            callbacks: { label: (at) => found.series[at.datasetIndex].words[at.dataIndex] },
          },
        },
        scales: { x: scale(across), y: scale(!across) },
      },
      plugins: [direct(found, kind)],
    });
    const details = figure.querySelector("details");
    if (details) details.open = false;
    // On paper the table stands beneath its chart, which takes the width of the sheet.
    let wasOpen = false;
    window.addEventListener("beforeprint", () => {
      if (details) {
        wasOpen = details.open;
        details.open = true;
      }
      chart.resize(640, box.clientHeight);
    });
    window.addEventListener("afterprint", () => {
      if (details) details.open = wasOpen;
      chart.resize();
    });
  };

  const drawAll = (within) => {
    if (!window.Chart) return;
    Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
    for (const figure of within.querySelectorAll("figure[data-chart]")) {
      const canvas = figure.querySelector("canvas");
      if (!Chart.getChart(canvas)) draw(figure);
    }
  };

  drawAll(document);
  document.addEventListener("htmx:afterSwap", () => drawAll(document));
})();
