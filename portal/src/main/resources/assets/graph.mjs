// Moves and zooms the graph of a page, and shows what a thing is tied to. Without it the graph is whole, in a region that scrolls.
const frame = document.querySelector(".graph-frame");
const svg = frame?.querySelector("svg.graph");
if (svg) {
  const layer = svg.querySelector(":scope > g");
  const width = Number(svg.dataset.width);
  const height = Number(svg.dataset.height);
  const view = { x: 0, y: 0, scale: 1 };
  let asked = false;

  const draw = () => {
    if (!asked) {
      asked = true;
      requestAnimationFrame(() => {
        asked = false;
        layer.setAttribute("transform", `translate(${view.x} ${view.y}) scale(${view.scale})`);
      });
    }
  };
  const all = () => {
    const box = frame.getBoundingClientRect();
    view.scale = Math.min(1, box.width / width, svg.getBoundingClientRect().height / height);
    view.x = Math.max(0, (box.width - width * view.scale) / 2);
    view.y = 0;
    draw();
  };
  const zoom = (factor, x, y) => {
    const scale = Math.min(4, Math.max(0.05, view.scale * factor));
    view.x = x - ((x - view.x) * scale) / view.scale;
    view.y = y - ((y - view.y) * scale) / view.scale;
    view.scale = scale;
    draw();
  };
  const zoomMiddle = (factor) => {
    const box = svg.getBoundingClientRect();
    zoom(factor, box.width / 2, box.height / 2);
  };
  const move = (x, y) => {
    view.x += x;
    view.y += y;
    draw();
  };

  frame.classList.add("live");
  svg.removeAttribute("viewBox");
  svg.removeAttribute("width");
  // As high as it is when it fits the width, and never more than most of the window.
  const fitting = height * Math.min(1, frame.clientWidth / width);
  svg.setAttribute("height", String(Math.ceil(Math.min(Math.max(fitting, 160), innerHeight * 0.7))));
  const keys = document.querySelector(".graph-keys");
  keys.hidden = false;
  const acts = { in: () => zoomMiddle(1.25), out: () => zoomMiddle(0.8), all };
  keys.addEventListener("click", (event) => acts[event.target.dataset.graph]?.());
  frame.addEventListener("keydown", (event) => {
    const steps = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (steps[event.key]) {
      move(...steps[event.key]);
    } else if (event.key === "+" || event.key === "=") {
      acts.in();
    } else if (event.key === "-") {
      acts.out();
    } else if (event.key === "0") {
      all();
    } else {
      return;
    }
    event.preventDefault();
  });
  svg.addEventListener(
    "wheel",
    (event) => {
      // Without a key the wheel scrolls the page, as it does elsewhere.
      if (event.ctrlKey || event.metaKey) {
        const box = svg.getBoundingClientRect();
        zoom(event.deltaY < 0 ? 1.1 : 0.9, event.clientX - box.left, event.clientY - box.top);
        event.preventDefault();
      }
    },
    { passive: false },
  );

  let held = null;
  svg.addEventListener("pointerdown", (event) => {
    if (!event.target.closest("a")) {
      held = { x: event.clientX, y: event.clientY };
      svg.setPointerCapture(event.pointerId);
    }
  });
  svg.addEventListener("pointermove", (event) => {
    if (held) {
      move(event.clientX - held.x, event.clientY - held.y);
      held = { x: event.clientX, y: event.clientY };
    }
  });
  svg.addEventListener("pointerup", () => {
    held = null;
  });

  const wires = [...svg.querySelectorAll(".wire")];
  const near = (event) => {
    const id = event.target.closest("[data-id]")?.dataset.id;
    for (const wire of wires) {
      wire.classList.toggle("near", id !== undefined && (wire.dataset.from === id || wire.dataset.to === id));
    }
  };
  svg.addEventListener("pointerover", near);
  svg.addEventListener("focusin", (event) => {
    near(event);
    // What has the focus is brought into sight.
    const box = event.target.getBoundingClientRect();
    const sight = frame.getBoundingClientRect();
    if (box.left < sight.left || box.right > sight.right || box.top < sight.top || box.bottom > sight.bottom) {
      move(sight.left + sight.width / 2 - box.left - box.width / 2, sight.top + sight.height / 2 - box.top - box.height / 2);
    }
    frame.scrollTo(0, 0);
  });
  all();
  svg.dataset.ready = svg.dataset.nodes;
}
