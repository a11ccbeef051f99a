// Action Matching as one writes it in TensorFlow.js: Algorithm 1 of the paper with nested gradients, d = 2, backend wasm.
//
//   node tfjs_peer.mjs FOLDER HIDDEN BATCH SECONDS
//
// FOLDER holds node_modules with @tensorflow/tfjs and @tensorflow/tfjs-backend-wasm. Prints one JSON object with the
// median of the steps per second; a step is drawing the minibatch, loss, gradient and Adam.
import { createRequire } from 'module';
import path from 'path';

const [folder, hidden, batch, seconds] = [process.argv[2], ...process.argv.slice(3).map(Number)];
const require = createRequire(path.resolve(folder, 'peer.js'));
const tf = require('@tensorflow/tfjs');
const wasm = require('@tensorflow/tfjs-backend-wasm');
wasm.setWasmPaths(path.dirname(require.resolve('@tensorflow/tfjs-backend-wasm')) + '/');
await tf.setBackend('wasm');
await tf.ready();

const layers = [3, hidden, hidden, hidden, 1].slice(0, -1).map((inputs, k) => {
  const outputs = k < 3 ? hidden : 1;
  return [tf.variable(tf.randomNormal([inputs, outputs], 0, 1 / Math.sqrt(inputs))), tf.variable(tf.zeros([outputs]))];
});
const action = (t, x) => layers.reduce((h, [weight, bias], k) => {
  const z = h.matMul(weight).add(bias);
  return k < 3 ? z.mul(z.sigmoid()) : z;
}, tf.concat([x, t], 1));

function loss() {
  const x0 = tf.randomNormal([batch, 2]), x1 = tf.randomNormal([batch, 2]).mul(0.5).add(1.5);
  const t = tf.randomUniform([batch, 1]), zero = tf.zeros([batch, 1]);
  const x = x0.mul(tf.sub(1, t)).add(x1.mul(t));
  const [gt, gx] = tf.grads((time, place) => action(time, place).sum())([t, x]);
  const inner = gx.square().sum(1, true).mul(0.5).add(gt).mean();
  return action(zero, x0).mean().sub(action(tf.add(zero, 1), x1).mean()).add(inner);
}

const adam = tf.train.adam(1e-3);
const step = () => tf.tidy(() => { adam.minimize(loss); });
for (let i = 0; i < 5; ++i) step();
const rates = [];
const end = performance.now() + 1000 * seconds;
while (performance.now() < end || rates.length < 5) {
  const begin = performance.now();
  let steps = 0;
  do { step(); ++steps; } while (performance.now() - begin < 200 * seconds);
  rates.push(1000 * steps / (performance.now() - begin));
}
rates.sort((a, b) => a - b);
console.log(JSON.stringify({ steps_per_second: rates[rates.length >> 1] }));
