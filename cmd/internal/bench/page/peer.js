// Peer: the same model in three.js, as one would write it for speed: all parts
// merged into one geometry and drawn by one call, Lambert shading with colours at
// the vertices, no shadows, nothing after it. Translucent skin is a second call.
import * as THREE from "three";
import { GLTFLoader } from "three/addons/loaders/GLTFLoader.js";
import { MeshoptDecoder } from "three/addons/libs/meshopt_decoder.module.js";
import { mergeGeometries } from "three/addons/utils/BufferGeometryUtils.js";

const query = new URLSearchParams(location.search);
const plan = await (await fetch(`plan.json?atlas=${query.get("atlas")}`)).json();

/** atRest is the node that our viewer draws at rest: the second finest of three levels or more. */
function atRest(json, index) {
  const coarser = json.nodes[index].extensions?.MSFT_lod?.ids ?? [];
  return coarser.length >= 2 ? coarser[0] : index;
}

/** baked is a part in world space, with its colour at each vertex. */
function baked(mesh, matrix, colour) {
  const from = mesh.geometry;
  const g = new THREE.BufferGeometry();
  const plain = (a) => {
    const out = new Float32Array(a.count * 3);
    for (let i = 0; i < a.count; i++) out.set([a.getX(i), a.getY(i), a.getZ(i)], 3 * i);
    return new THREE.BufferAttribute(out, 3);
  };
  g.setAttribute("position", plain(from.attributes.position));
  g.setAttribute("normal", plain(from.attributes.normal));
  const colours = new Float32Array(g.attributes.position.count * 3);
  for (let i = 0; i < colours.length; i += 3) colour.toArray(colours, i);
  g.setAttribute("color", new THREE.BufferAttribute(colours, 3));
  const index = Uint32Array.from(from.index.array);
  if (matrix.determinant() < 0) for (let i = 0; i < index.length; i += 3) [index[i], index[i + 1]] = [index[i + 1], index[i]];
  g.setIndex(new THREE.BufferAttribute(index, 1));
  return g.applyMatrix4(matrix);
}

/** load returns the geometries of the body and of its skin. */
async function load() {
  const loader = new GLTFLoader().setMeshoptDecoder(MeshoptDecoder);
  const { scene, parser } = await loader.loadAsync(`/models/${query.get("atlas")}.glb`);
  scene.updateMatrixWorld(true);
  const parts = { body: [], skin: [] };
  const work = [];
  scene.traverse((object) => {
    const index = parser.associations.get(object)?.nodes;
    const node = parser.json.nodes[index];
    if (node?.mesh === undefined || plan.hidden.includes(node.extras?.system) || plan.ignored.includes(node.name)) return;
    work.push({ object, node, level: atRest(parser.json, index), index });
  });
  for (const { object, node, level, index } of work) {
    const mesh = level === index ? object : await parser.getDependency("node", level);
    const colour = new THREE.Color(plan.colours[node.extras?.system] ?? plan.colours.muscle);
    (node.extras?.system === "skin" ? parts.skin : parts.body).push(baked(mesh, object.matrixWorld, colour));
  }
  return parts;
}

const renderer = new THREE.WebGLRenderer({ antialias: false });
renderer.setPixelRatio(1);
renderer.setSize(innerWidth, innerHeight);
document.body.append(renderer.domElement);

const parts = await load();
const world = new THREE.Scene();
world.background = new THREE.Color("#f6f4f1");
world.add(new THREE.HemisphereLight("#ffffff", "#c9bfb4", 1.6));
const key = new THREE.DirectionalLight("#ffffff", 1.8);
world.add(key, new THREE.Mesh(mergeGeometries(parts.body), new THREE.MeshLambertMaterial({ vertexColors: true })));
if (query.get("skin") !== "off" && parts.skin.length > 0) {
  const see = new THREE.MeshLambertMaterial({ vertexColors: true, transparent: true, opacity: 0.13, depthWrite: false });
  world.add(new THREE.Mesh(mergeGeometries(parts.skin), see));
}

const camera = new THREE.PerspectiveCamera(28, innerWidth / innerHeight, 0.05, 20);
let place = null; // {yaw, pitch, distance, target}, degrees and metres, as in web/PROTOCOL.md

function look() {
  const yaw = (place.yaw * Math.PI) / 180, pitch = (place.pitch * Math.PI) / 180;
  const back = new THREE.Vector3(Math.sin(yaw) * Math.cos(pitch), Math.sin(pitch), Math.cos(yaw) * Math.cos(pitch));
  const target = new THREE.Vector3(...place.target);
  camera.position.copy(target).addScaledVector(back, place.distance);
  camera.lookAt(target);
  key.position.copy(camera.position).add(new THREE.Vector3(0, 1, 0));
}

/** draw draws one picture in an animation frame. */
function draw() {
  const next = window.bench.next();
  requestAnimationFrame(() => renderer.render(world, camera));
  return next;
}

window.view = {
  triangles: () => renderer.info.render.triangles,
  /** place looks from where our viewer does. */
  async place(at) {
    place = at;
    look();
    await draw();
  },
  async orbit(n, dx, ms) {
    window.bench.take();
    const end = performance.now() + ms;
    for (let i = 0; i < n && (i < 3 || performance.now() < end); i++) {
      place.yaw += dx;
      look();
      await draw();
    }
    return window.bench.take();
  },
};
window.loaded = true;
