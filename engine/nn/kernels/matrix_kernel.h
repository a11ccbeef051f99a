// Small matrix products for tiles of samples, written with gcc's vector types so that one source serves every
// instruction set. Included by kernels_*.cpp only; everything lives in a namespace of that instruction set.
//
//   multiplyPacked:  C (m×n) = W (m×k) B (k×n) (+ bias), W packed in panels of kPanel rows, once per step.
//   addOuter:        D (m×k) += G (m×n) X (k×n)ᵀ, nothing packed.

#if defined(__AVX512F__)
constexpr int kVectorBytes = 64, kVectorsPerPanel = 4;
#elif defined(__AVX__)
constexpr int kVectorBytes = 32, kVectorsPerPanel = 2;
#else
constexpr int kVectorBytes = 16, kVectorsPerPanel = 2;
#endif
constexpr int kColumnsAtOnce = 6;
constexpr int kBlockColumns = 48;  // columns of B that stay in the first cache while all panels pass
constexpr int kBlockDepth = 256;   // samples of an outer product taken at once

template <class S>
struct Vec {
    static constexpr int kLength = kVectorBytes / int(sizeof(S));
    static constexpr int kPanel = kLength * kVectorsPerPanel;
    typedef S Type __attribute__((vector_size(kVectorBytes), aligned(alignof(S)), may_alias));
};

enum class Start { Zero, Add, Bias };

/// C (nv vectors × NC) = [0 | C | bias] + Σ_k A[k·strideA …] · B[k·strideK + j·strideJ].
template <class S, int NV, int NC, Start START>
inline __attribute__((always_inline)) void micro(int depth, const S* A, long strideA, const S* B, long strideK,
                                                 long strideJ, S* C, long strideC, const S* bias) {
    using V = typename Vec<S>::Type;
    constexpr int L = Vec<S>::kLength;
    V sum[NC][NV];
#pragma GCC unroll 8
    for (int j = 0; j < NC; ++j)
#pragma GCC unroll 8
        for (int i = 0; i < NV; ++i)
            sum[j][i] = START == Start::Add    ? *(const V*)(C + j * strideC + i * L)
                        : START == Start::Bias ? *(const V*)(bias + i * L)
                                               : V{};
    for (int k = 0; k < depth; ++k) {
        V a[NV];
#pragma GCC unroll 8
        for (int i = 0; i < NV; ++i)
            a[i] = *(const V*)(A + k * strideA + i * L);
#pragma GCC unroll 8
        for (int j = 0; j < NC; ++j) {
            const S b = B[k * strideK + j * strideJ];
#pragma GCC unroll 8
            for (int i = 0; i < NV; ++i)
                sum[j][i] += a[i] * b;
        }
    }
#pragma GCC unroll 8
    for (int j = 0; j < NC; ++j)
#pragma GCC unroll 8
        for (int i = 0; i < NV; ++i)
            *(V*)(C + j * strideC + i * L) = sum[j][i];
}

template <class S, int NV, Start START>
inline void columns(int n, int depth, const S* A, long strideA, const S* B, long strideK, long strideJ, S* C,
                    long strideC, const S* bias) {
    int j = 0;
    for (; j + kColumnsAtOnce <= n; j += kColumnsAtOnce)
        micro<S, NV, kColumnsAtOnce, START>(depth, A, strideA, B + j * strideJ, strideK, strideJ, C + j * strideC,
                                            strideC, bias);
    for (; j + 2 <= n; j += 2)
        micro<S, NV, 2, START>(depth, A, strideA, B + j * strideJ, strideK, strideJ, C + j * strideC, strideC, bias);
    for (; j < n; ++j)
        micro<S, NV, 1, START>(depth, A, strideA, B + j * strideJ, strideK, strideJ, C + j * strideC, strideC, bias);
}

/// The last rows of a matrix whose height is no multiple of the vector length.
template <class S, Start START>
inline void tailRows(int rows, int n, int depth, const S* A, long strideA, const S* B, long strideK, long strideJ, S* C,
                     long strideC, const S* bias) {
    for (int j = 0; j < n; ++j)
        for (int i = 0; i < rows; ++i) {
            S sum = START == Start::Add ? C[j * strideC + i] : START == Start::Bias ? bias[i] : S(0);
            for (int k = 0; k < depth; ++k)
                sum += A[k * strideA + i] * B[k * strideK + j * strideJ];
            C[j * strideC + i] = sum;
        }
}

/// At most kPanel rows: whole vectors first, then the tail.
template <class S, Start START>
inline void panel(int rows, int n, int depth, const S* A, long strideA, const S* B, long strideK, long strideJ, S* C,
                  long strideC, const S* bias) {
    constexpr int L = Vec<S>::kLength;
    const int vectors = rows / L;
    if (vectors == 4)
        columns<S, 4, START>(n, depth, A, strideA, B, strideK, strideJ, C, strideC, bias);
    else if (vectors == 3)
        columns<S, 3, START>(n, depth, A, strideA, B, strideK, strideJ, C, strideC, bias);
    else if (vectors == 2)
        columns<S, 2, START>(n, depth, A, strideA, B, strideK, strideJ, C, strideC, bias);
    else if (vectors == 1)
        columns<S, 1, START>(n, depth, A, strideA, B, strideK, strideJ, C, strideC, bias);
    const int done = vectors * L;
    if (done < rows)
        tailRows<S, START>(rows - done, n, depth, A + done, strideA, B, strideK, strideJ, C + done, strideC,
                           START == Start::Bias ? bias + done : bias);
}

/// Copies W (rows×cols, column-major), or its transpose, into panels: panel r holds its rows of every column in turn.
template <class S>
inline void packPanels(const S* W, int rows, int cols, bool transposed, S* packed) {
    const int m = transposed ? cols : rows, depth = transposed ? rows : cols;
    for (int r = 0; r < m; r += Vec<S>::kPanel) {
        const int height = m - r < Vec<S>::kPanel ? m - r : Vec<S>::kPanel;
        S* out = packed + long(r) * depth;
        for (int k = 0; k < depth; ++k)
            for (int i = 0; i < height; ++i)
                out[long(k) * height + i] = transposed ? W[long(r + i) * rows + k] : W[long(k) * rows + r + i];
    }
}

template <class S>
inline void multiplyPacked(int m, int n, int depth, const S* packed, const S* B, S* C, const S* bias) {
    for (int j = 0; j < n; j += kBlockColumns)
        for (int r = 0; r < m; r += Vec<S>::kPanel) {
            const int height = m - r < Vec<S>::kPanel ? m - r : Vec<S>::kPanel;
            const int width = n - j < kBlockColumns ? n - j : kBlockColumns;
            const S* A = packed + long(r) * depth;
            const S* b = B + long(j) * depth;
            S* c = C + long(j) * m + r;
            if (bias)
                panel<S, Start::Bias>(height, width, depth, A, height, b, 1, depth, c, m, bias + r);
            else
                panel<S, Start::Zero>(height, width, depth, A, height, b, 1, depth, c, m, nullptr);
        }
}

template <class S>
inline void addOuter(int m, int k, int n, const S* G, const S* X, S* D) {
    for (int j = 0; j < n; j += kBlockDepth)
        for (int r = 0; r < m; r += Vec<S>::kPanel) {
            const int height = m - r < Vec<S>::kPanel ? m - r : Vec<S>::kPanel;
            const int depth = n - j < kBlockDepth ? n - j : kBlockDepth;
            panel<S, Start::Add>(height, k, depth, G + long(j) * m + r, m, X + long(j) * k, k, 1, D + r, m, nullptr);
        }
}
