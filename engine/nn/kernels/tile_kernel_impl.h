// The passes of tile_kernel.h for one instruction set. Included by kernels_*.cpp only, inside a namespace of that
// instruction set; uses no inline function of the standard library, so that objects compiled for a newer processor
// never lend their code to the rest of the program.

template <class S>
using Column = Eigen::Map<Eigen::Array<S, Eigen::Dynamic, 1>, Eigen::Unaligned>;
template <class S>
using ConstColumn = Eigen::Map<const Eigen::Array<S, Eigen::Dynamic, 1>, Eigen::Unaligned>;

inline int fanIn(const int* widths, int inputs, int layer) { return layer ? widths[layer - 1] : inputs; }

/// One column of pre-activations z becomes h = φ(z) and as many derivatives as asked for.
template <class S, Activation KIND, int DERIVATIVES>
inline __attribute__((always_inline)) void activate(int n, const S* zs, S* hs, S* first, S* second, S* third) {
    const ConstColumn<S> z(zs, n);
    Column<S> h(hs, n), d1(first, n), d2(second, n), d3(third, n);
    if constexpr (KIND == Activation::Tanh) {
        h = z.tanh();
        d1 = S(1) - h.square();
        if constexpr (DERIVATIVES > 1)
            d2 = S(-2) * h * d1;
        if constexpr (DERIVATIVES > 2)
            d3 = S(-2) * d1 * (S(1) - S(3) * h.square());
    } else if constexpr (KIND == Activation::Softplus) {
        d1 = z.logistic();
        h = z.max(S(0)) + ((-z.abs()).exp()).log1p();
        if constexpr (DERIVATIVES > 1)
            d2 = d1 * (S(1) - d1);
        if constexpr (DERIVATIVES > 2)
            d3 = d2 * (S(1) - S(2) * d1);
    } else {
        d1 = z.logistic(); // a = σ(z) for now
        h = z * d1;
        if constexpr (DERIVATIVES > 2)
            d3 = d1 * (S(1) - d1) * (S(3) * (S(1) - S(2) * d1) + z * (S(1) - S(6) * d1 * (S(1) - d1)));
        if constexpr (DERIVATIVES > 1)
            d2 = d1 * (S(1) - d1) * (S(2) + z * (S(1) - S(2) * d1));
        d1 += h * (S(1) - d1);
    }
}

template <class S, Activation KIND>
void forward(const NetworkView<S>& net, TileBuffers<S>& tile, bool forGradient) {
    const int n = tile.interior, b = tile.boundary, first = n + tile.probes * n;
    for (int l = 0; l < net.layers; ++l) {
        const int width = net.widths[l], in = fanIn(net.widths, net.inputs, l);
        const S* from = (l ? tile.X[l - 1] : tile.input) + long(first) * in;
        const S* bias = net.parameters + net.weightOffsets[l] + long(width) * in;
        multiplyPacked(width, n + b, in, net.packed + net.packedOffsets[l], from, tile.scratch, bias);
        S* to = tile.X[l] + long(first) * width;
        for (int j = 0; j < n + b; ++j) {
            const long at = long(j) * width;
            const S* z = tile.scratch + at;
            if (!forGradient || j >= n)
                activate<S, KIND, 1>(width, z, to + at, tile.slope1[l] + at, nullptr, nullptr);
            else if (tile.probes == 0)
                activate<S, KIND, 2>(width, z, to + at, tile.slope1[l] + at, tile.slope2[l] + at, nullptr);
            else
                activate<S, KIND, 3>(width, z, to + at, tile.slope1[l] + at, tile.slope2[l] + at,
                                     tile.slope3[l] + at);
        }
    }
}

template <class S>
void evaluate(const NetworkView<S>& net, TileBuffers<S>& tile, bool forGradient) {
    switch (net.activation) {
    case Activation::SiLU: forward<S, Activation::SiLU>(net, tile, forGradient); break;
    case Activation::Softplus: forward<S, Activation::Softplus>(net, tile, forGradient); break;
    case Activation::Tanh: forward<S, Activation::Tanh>(net, tile, forGradient); break;
    }
    const int n = tile.interior, b = tile.boundary, first = n + tile.probes * n, last = net.layers - 1;
    const int lastWidth = net.widths[last];
    const S* head = net.parameters + net.weightOffsets[net.layers];
    const ConstColumn<S> w(head, lastWidth);
    for (int j = 0; j < n + b; ++j)
        tile.value[j] = (w * ConstColumn<S>(tile.X[last] + long(first + j) * lastWidth, lastWidth)).sum() + head[lastWidth];
    if (n == 0)
        return;
    for (int j = 0; j < n; ++j) {
        const long at = long(j) * lastWidth;
        Column<S>(tile.G[last] + at, lastWidth) = w * ConstColumn<S>(tile.slope1[last] + at, lastWidth);
    }
    for (int l = last - 1; l >= 0; --l) {
        const int width = net.widths[l];
        multiplyPacked<S>(width, n, net.widths[l + 1], net.packed + net.packedOffsets[net.layers + l + 1], tile.G[l + 1],
                          tile.A[l], nullptr);
        Column<S>(tile.G[l], long(width) * n) =
            ConstColumn<S>(tile.A[l], long(width) * n) * ConstColumn<S>(tile.slope1[l], long(width) * n);
    }
    multiplyPacked<S>(net.inputs, n, net.widths[0], net.packed + net.packedOffsets[net.layers], tile.G[0], tile.slope_u,
                      nullptr);
}

template <class S>
void tangent(const NetworkView<S>& net, TileBuffers<S>& tile) {
    const int n = tile.interior, m = tile.probes;
    for (int l = 0; l < net.layers; ++l) {
        const int width = net.widths[l], in = fanIn(net.widths, net.inputs, l);
        multiplyPacked<S>(width, n + m * n, in, net.packed + net.packedOffsets[l], l ? tile.X[l - 1] : tile.input,
                          tile.Z[l], nullptr);
        for (int j = 0; j < n; ++j) {
            const long at = long(j) * width;
            const ConstColumn<S> d1(tile.slope1[l] + at, width), d2(tile.slope2[l] + at, width);
            Column<S> hD(tile.X[l] + at, width);
            hD = d1 * ConstColumn<S>(tile.Z[l] + at, width);
            for (int p = 0; p < m; ++p) {
                const long atProbe = long(n + p * n + j) * width;
                const ConstColumn<S> z(tile.Z[l] + atProbe, width);
                Column<S>(tile.X[l] + atProbe, width) = d1 * z;
                hD += tile.probeScale[j] * d2 * z.square();
            }
        }
    }
    const int last = net.layers - 1, width = net.widths[last];
    const ConstColumn<S> w(net.parameters + net.weightOffsets[net.layers], width);
    for (int j = 0; j < n; ++j)
        tile.directional[j] = (w * ConstColumn<S>(tile.X[last] + long(j) * width, width)).sum();
}

template <class S>
void accumulate(const NetworkView<S>& net, TileBuffers<S>& tile, S* gradient) {
    const int n = tile.interior, b = tile.boundary, m = tile.probes, last = net.layers - 1;
    const int probeColumns = m * n, first = n + probeColumns, all = first + n + b;
    const S* head = net.parameters + net.weightOffsets[net.layers];
    for (int l = last; l >= 0; --l) {
        const int width = net.widths[l];
        const bool top = l == last;
        // Adjoints of [hε | h interior | h boundary], from above.
        S* adjoint = tile.scratch;
        if (!top)
            multiplyPacked<S>(width, probeColumns + n + b, net.widths[l + 1],
                              net.packed + net.packedOffsets[net.layers + l + 1],
                              tile.G[l + 1] + long(n) * net.widths[l + 1], adjoint, nullptr);
        const ConstColumn<S> w(head, top ? width : 0);
        S* Q = tile.G[l] + long(first) * width;
        for (int j = 0; j < n; ++j) {
            const long at = long(j) * width;
            const ConstColumn<S> d1(tile.slope1[l] + at, width), d2(tile.slope2[l] + at, width);
            const ConstColumn<S> zD(tile.Z[l] + at, width);
            const ConstColumn<S> a(top ? head : tile.A[l] + at, width);
            Column<S> q(Q + at, width);
            if (top)
                q = (tile.valueSeed[j] * d1 + d2 * zD) * w;
            else
                q = d1 * ConstColumn<S>(adjoint + long(probeColumns) * width + at, width) + d2 * zD * a;
            const S beta = m ? tile.probeScale[j] : S(0);
            for (int p = 0; p < m; ++p) {
                const long atProbe = long(p * n + j) * width;
                const ConstColumn<S> z(tile.Z[l] + long(n) * width + atProbe, width), d3(tile.slope3[l] + at, width);
                Column<S> g(tile.G[l] + long(n) * width + atProbe, width);
                q += beta * d3 * z.square() * a;
                if (top) {
                    g = S(2) * beta * d2 * z * a;
                } else {
                    const ConstColumn<S> above(adjoint + atProbe, width);
                    g = d1 * above + S(2) * beta * d2 * z * a;
                    q += d2 * z * above;
                }
            }
        }
        for (int j = n; j < n + b; ++j) {
            const long at = long(j) * width;
            const ConstColumn<S> d1(tile.slope1[l] + at, width);
            if (top)
                Column<S>(Q + at, width) = tile.valueSeed[j] * d1 * w;
            else
                Column<S>(Q + at, width) = d1 * ConstColumn<S>(adjoint + long(probeColumns) * width + at, width);
        }
    }
    for (int l = 0; l < net.layers; ++l) {
        const int width = net.widths[l], in = fanIn(net.widths, net.inputs, l);
        S* dW = gradient + net.weightOffsets[l];
        addOuter(width, in, all, tile.G[l], l ? tile.X[l - 1] : tile.input, dW);
        Column<S> db(dW + long(width) * in, width);
        for (int j = first; j < all; ++j)
            db += ConstColumn<S>(tile.G[l] + long(j) * width, width);
    }
    const int width = net.widths[last];
    S* dHead = gradient + net.weightOffsets[net.layers];
    Column<S> dw(dHead, width);
    for (int j = 0; j < n; ++j)
        dw += ConstColumn<S>(tile.X[last] + long(j) * width, width);
    for (int j = 0; j < n + b; ++j) {
        dw += tile.valueSeed[j] * ConstColumn<S>(tile.X[last] + long(first + j) * width, width);
        dHead[width] += tile.valueSeed[j];
    }
}

template <class S>
void inputGradient(const NetworkView<S>& net, const TileBuffers<S>& tile, S* gradient) {
    const long first = long(tile.interior) * (1 + tile.probes);
    multiplyPacked<S>(net.inputs, tile.interior, net.widths[0], net.packed + net.packedOffsets[net.layers],
                      tile.G[0] + first * net.widths[0], gradient, nullptr);
}

template <class S>
std::ptrdiff_t packedSize(int inputs, int layers, const int* widths, std::ptrdiff_t* offsets) {
    std::ptrdiff_t size = 0;
    for (int copy = 0; copy < 2; ++copy)
        for (int l = 0; l < layers; ++l) {
            offsets[copy * layers + l] = size;
            size += std::ptrdiff_t(widths[l]) * fanIn(widths, inputs, l);
        }
    return size;
}

template <class S>
void pack(const NetworkView<S>& net, S* packed) {
    for (int l = 0; l < net.layers; ++l) {
        const int width = net.widths[l], in = fanIn(net.widths, net.inputs, l);
        const S* W = net.parameters + net.weightOffsets[l];
        packPanels(W, width, in, false, packed + net.packedOffsets[l]);
        packPanels(W, width, in, true, packed + net.packedOffsets[net.layers + l]);
    }
}

template <class S>
void multiply(int m, int n, int k, const S* A, const S* B, S* C, S* packedScratch) {
    packPanels(A, m, k, false, packedScratch);
    multiplyPacked<S>(m, n, k, packedScratch, B, C, nullptr);
}

/// A constant: nothing of this instruction set may run before it is chosen.
template <class S>
constexpr KernelTable<S> table(InstructionSet set) {
    return {set,         &packedSize<S>, &pack<S>,         &evaluate<S>, &tangent<S>, &accumulate<S>,
            &inputGradient<S>, &multiply<S>};
}
