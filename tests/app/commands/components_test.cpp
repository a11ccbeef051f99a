#include "engine/core/random.h"
#include "engine/io/reader_registry.h"
#include "tests/app/program.h"
#include "tests/support/test_registry.h"

#include <QFile>
#include <QImage>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using tests::runProgram;

/// Data of many coordinates from file to file: principal components are trained, told and given back.
class ComponentsTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    tests::ProgramResult run(const QStringList& words) const { return runProgram(words, {m_folder.path(), {}}); }
    QByteArray contents(const QString& name) const {
        QFile file(m_folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QByteArray firstLine(const QString& name) const { return contents(name).split('\n').front(); }
    engine::Dataset read(const QString& name) const {
        return engine::readData(m_folder.filePath(name).toStdString()).dataset;
    }
    void write(const QString& name, const QByteArray& text) const {
        QFile file(m_folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    }

private slots:
    /// Six coordinates, but all that happens happens along two directions of them.
    void initTestCase() {
        engine::Rng rng(4);
        QByteArray text = "day,a,b,c,d,e,f,label\n";
        for (int i = 0; i < 600; ++i) {
            const int day = i % 3;
            const double u = 2 * day + rng.normal(), v = 0.5 * rng.normal();
            text += QByteArray::number(day);
            for (const double x : {u + 10, v - u, 0.5 * u, v, 3 - v, u + v})
                text += ',' + QByteArray::number(x + 1e-3 * rng.normal());
            text += i % 2 ? ",x\n" : ",y\n";
        }
        write("cells.csv", text);
        const auto result = run({"train", "cells.csv", "--pca", "2", "--steps", "300", "--hidden", "16,16", "--json",
                                 "-", "-o", "cells.kino"});
        REQUIRE_EXIT(result, 0);
        const QJsonObject told = result.json(), components = told["components"].toObject();
        QCOMPARE(told["dimension"].toInt(), 2);
        QCOMPARE(components["of"].toArray(), QJsonArray({"a", "b", "c", "d", "e", "f"}));
        QVERIFY(components["explained"].toDouble() > 0.9999);
        const QJsonArray ratios = components["explained_variance_ratio"].toArray();
        QVERIFY(ratios.size() == 2 && ratios[0].toDouble() > ratios[1].toDouble());
        QVERIFY(result.err.contains("2 principal components of 6 coordinates, 100 % of the variance"));
    }

    void infoTellsThem() {
        auto result = run({"info", "cells.kino"});
        REQUIRE_EXIT(result, 0);
        QVERIFY2(result.out.contains("PC2") && result.out.contains("100.0 %"), result.all());
        QVERIFY(result.out.contains("columns: t, PC1, PC2, label"));
        result = run({"info", "cells.csv", "--pca", "6", "--json", "-"});
        REQUIRE_EXIT(result, 0);
        QCOMPARE(result.json()["components"].toObject()["count"].toInt(), 6);
        QVERIFY(run({"info", "cells.csv", "--json", "-"}).json()["components"].isNull());
    }

    void theMeasuredComesBack() {
        REQUIRE_EXIT(run({"convert", "cells.kino", "--measured", "-o", "back.csv"}), 0);
        QCOMPARE(firstLine("back.csv"), QByteArray("days,a,b,c,d,e,f,label"));
        const engine::Dataset before = read("cells.csv"), after = read("back.csv");
        for (std::size_t s = 0; s < 3; ++s)
            QVERIFY((before.snapshots[s].points.points() - after.snapshots[s].points.points()).cwiseAbs().maxCoeff() <
                    0.01);
        REQUIRE_EXIT(run({"convert", "cells.csv", "--pca", "3", "-o", "three.npz"}), 0);
        QCOMPARE(read("three.npz").dimension(), 3);
    }

    void everyCommandWorksInComponents() {
        auto result = run({"simulate", "cells.kino", "--particles", "50", "--frames", "5", "-o", "p.csv"});
        REQUIRE_EXIT(result, 0);
        QCOMPARE(firstLine("p.csv"), QByteArray("particle,t,PC1,PC2,weight,label"));
        result = run({"simulate", "cells.kino", "--particles", "50", "--frames", "5", "--measured", "-o", "m.csv"});
        REQUIRE_EXIT(result, 0);
        QCOMPARE(firstLine("m.csv"), QByteArray("particle,t,a,b,c,d,e,f,weight,label"));
        // The same particles: column c is half the way along u from the centre, whatever the component's sign.
        const QByteArray line = contents("m.csv").split('\n').at(1);
        const auto cells = line.split(',');
        QVERIFY2(std::abs((cells[2].toDouble() - 10) / 2 - cells[4].toDouble()) < 0.02, line);

        // The same points in components and as they were measured give the same answers.
        REQUIRE_EXIT(run({"convert", "cells.kino", "-o", "pc.csv"}), 0);
        for (const char* file : {"pc.csv", "cells.csv"}) {
            result = run({"probe", "cells.kino", file, "-o", QString(file) + ".probe.csv"});
            REQUIRE_EXIT(result, 0);
            QVERIFY(firstLine(QString(file) + ".probe.csv").contains(",PC1,PC2,s,ds_dt,v_x,v_y"));
            result = run({"likelihood", "cells.kino", file, "--json", "-", "-o", "l.csv"});
            REQUIRE_EXIT(result, 0);
        }
        const double one = value("pc.csv.probe.csv", "s"), two = value("cells.csv.probe.csv", "s");
        QVERIFY(std::abs(one - two) < 1e-6 * std::max(1.0, std::abs(one)));
        result = run({"evaluate", "cells.kino", "--json", "-"});
        REQUIRE_EXIT(result, 0);
        const double w1 = result.json()["mean_w1"].toDouble();
        QVERIFY(w1 > 0 && w1 < 1.5);
        result = run({"evaluate", "cells.kino", "--data", "cells.csv", "--json", "-"});
        REQUIRE_EXIT(result, 0);
        QVERIFY(std::abs(result.json()["mean_w1"].toDouble() - w1) < 1e-3 * w1);
    }

    void picturesShowTheAxesAskedFor() {
        const auto trained = run({"train", "cells.csv", "--steps", "50", "--hidden", "8", "-o", "six.kino"});
        REQUIRE_EXIT(trained, 0);
        for (const char* axes : {"a,f", "b,c,d"}) {
            const auto result = run({"render", "six.kino", "--axes", axes, "--size", "320x240", "-o", "picture.png"});
            REQUIRE_EXIT(result, 0);
            QCOMPARE(QImage(m_folder.filePath("picture.png")).size(), QSize(320, 240));
        }
        auto result = run({"render", "six.kino", "--axes", "a,z", "-o", "picture.png"});
        REQUIRE_EXIT(result, 2);
        QVERIFY2(result.err.contains("there is no axis z") && result.err.contains("a, b, c, d, e, f"), result.all());
        for (const char* axes : {"a", "a,b,c,d", "a,a"})
            REQUIRE_EXIT(run({"render", "six.kino", "--axes", axes, "-o", "picture.png"}), 2);
    }

    void tooManyComponentsAreRefused() {
        auto result = run({"train", "cells.csv", "--pca", "7", "--steps", "1", "-o", "x.kino"});
        REQUIRE_EXIT(result, 2);
        QVERIFY2(result.err.contains("Choose from 1 to 6"), result.all());
        REQUIRE_EXIT(run({"train", "cells.csv", "--pca", "0", "--steps", "1", "-o", "x.kino"}), 2);
        result = run({"train", "cells.kino", "--pca", "2", "--steps", "1", "-o", "x.kino"});
        REQUIRE_EXIT(result, 2);
        QVERIFY(result.err.contains("--pca says how to read a data file"));
    }

private:
    /// Of the first row.
    double value(const QString& file, const QByteArray& column) const {
        const auto lines = contents(file).split('\n');
        const auto at = lines[0].split(',').indexOf(column);
        return at < 0 ? std::nan("") : lines[1].split(',').at(at).toDouble();
    }
};

KINETOSCOPE_TEST(ComponentsTest)

#include "components_test.moc"
