// AnnData files and point clouds from the command line.
#include "tests/app/program.h"
#include "tests/support/anndata_writer.h"
#include "tests/support/test_registry.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using tests::AnndataWriter;
using tests::runProgram;

class AnndataInputTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    tests::ProgramSetting here() const { return {m_folder.path(), {}}; }

private slots:
    void initTestCase() {
        constexpr std::size_t kCount = 40;
        AnndataWriter file(m_folder.filePath("cells.h5ad").toStdString());
        AnndataWriter::Texts names;
        AnndataWriter::Numbers days;
        for (std::size_t i = 0; i < kCount; ++i) {
            names.push_back("cell" + std::to_string(i));
            days.push_back(double(i % 2));
        }
        file.frame("/obs", names, {"day"});
        file.categorical("/obs/day", days, {"E12.5", "E13"}, true);
        file.embedding("X_umap", kCount, 2);
        file.embedding("X_pca", kCount, 3);
    }

    void infoTellsWhichEmbeddingWasRead() {
        const auto result = runProgram({"info", "cells.h5ad", "--json", "-"}, here());
        REQUIRE_EXIT(result, 0);
        const QString understanding = result.json()["understanding"].toString();
        QVERIFY2(understanding.startsWith("embedding: X_umap (others: X_pca (3)) · time: day"), result.all());
        QCOMPARE(result.json()["dimension"].toInt(), 2);
        const QJsonArray snapshots = result.json()["snapshots"].toArray();
        QCOMPARE(snapshots.size(), 2);
        QCOMPARE(snapshots[0].toObject()["t"].toDouble(), 12.5);
        QCOMPARE(snapshots[1].toObject()["name"].toString(), QString("E13"));
    }

    void theEmbeddingCanBeNamed() {
        const auto result = runProgram({"info", "cells.h5ad", "--embedding", "pca", "--json", "-"}, here());
        REQUIRE_EXIT(result, 0);
        QCOMPARE(result.json()["dimension"].toInt(), 3);
        const auto unknown = runProgram({"info", "cells.h5ad", "--embedding", "X_phate"}, here());
        REQUIRE_EXIT(unknown, 2);
        QVERIFY2(unknown.all().contains("It has: X_pca (3), X_umap (2)."), unknown.all());
        REQUIRE_EXIT(runProgram({"info", "example:split", "--embedding", "X_pca"}, here()), 2);
    }

    // Data for a model are read in the embedding of the model.
    void otherDataAreReadLikeThoseOfTheProject() {
        REQUIRE_EXIT(
            runProgram({"train", "cells.h5ad", "--embedding", "X_pca", "--steps", "5", "-o", "p.kino"}, here()), 0);
        const auto result = runProgram({"evaluate", "p.kino", "--data", "cells.h5ad", "--json", "-"}, here());
        REQUIRE_EXIT(result, 0);
        QVERIFY2(result.all().contains("coordinates: X_pca1, X_pca2, X_pca3"), result.all());
    }

    void damagedFilesAreRefused() {
        QFile whole(m_folder.filePath("cells.h5ad"));
        QVERIFY(whole.open(QIODevice::ReadOnly));
        QFile cut(m_folder.filePath("cut.h5ad"));
        QVERIFY(cut.open(QIODevice::WriteOnly));
        cut.write(whole.read(whole.size() / 2));
        cut.close();
        const auto result = runProgram({"info", "cut.h5ad"}, here());
        REQUIRE_EXIT(result, 3);
        QVERIFY2(result.all().contains("cut.h5ad breaks off or is damaged."), result.all());
    }

    void pointClouds() {
        QFile file(m_folder.filePath("cloud.ply"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("ply\nformat ascii 1.0\nelement vertex 3\nproperty float x\nproperty float y\nproperty int time\n"
                   "end_header\n1 2 0\n3 4 0\n5 6 1\n");
        file.close();
        const auto result = runProgram({"info", "cloud.ply", "--json", "-"}, here());
        REQUIRE_EXIT(result, 0);
        QCOMPARE(result.json()["understanding"].toString(), QString("time: time · coordinates: x, y"));
        QCOMPARE(result.json()["snapshots"].toArray().size(), 2);
    }
};

KINETOSCOPE_TEST(AnndataInputTest)

#include "anndata_test.moc"
