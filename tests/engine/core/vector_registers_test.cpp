#include "engine/core/vector_registers.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <thread>

#if defined(__x86_64__)
#include <cpuid.h>
#endif

class VectorRegistersTest : public QObject {
    Q_OBJECT

#if defined(__x86_64__)
    /// Whether this processor tells which registers are in use.
    static bool tells() {
        unsigned a = 0, b = 0, c = 0, d = 0;
        return __builtin_cpu_supports("avx") && __get_cpuid_count(0xd, 1, &a, &b, &c, &d) && (a & 4);
    }
    static bool upperHalvesInUse() {
        unsigned low = 0, high = 0;
        asm volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(1));
        return low & 4;
    }
    static void use() { asm volatile("vcmpps $15, %%ymm0, %%ymm0, %%ymm0" ::: "xmm0"); }
#endif

private slots:
    void upperHalvesAreReleased() {
#if defined(__x86_64__)
        if (!tells())
            QSKIP("this processor does not tell which registers are in use");
        use();
        QVERIFY(upperHalvesInUse());
        engine::releaseVectorRegisters();
        QVERIFY(!upperHalvesInUse());
#else
        QSKIP("another kind of processor");
#endif
    }
};

KINETOSCOPE_TEST(VectorRegistersTest)

#include "vector_registers_test.moc"
