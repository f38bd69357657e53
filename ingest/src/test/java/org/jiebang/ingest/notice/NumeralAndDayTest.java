package org.jiebang.ingest.notice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumeralAndDayTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "不少于5个|≥5个",
                "4000至5000字|4000-5000字",
                "100名以上|≥100名",
                "不超过80万元|≤80万元",
                "1.2亿元|12000万元",
                "五十万元|50万元",
                "壹佰贰拾万元|120万元",
                "50000元|5万元",
                "10-30万元|10-30万元",
                "一千二百项|1200项",
                "10项左右|≈10项",
                "1,000家|1000家",
                "最多不超过三项|≤3项",
                "两家|2家",
                "2个（含）以上|≥2个",
                "1万人次|10000人次",
                "7至10名|7-10名",
                "不超过总支出的三分之一|≤33.33%",
                "三分之二以上|≥66.67%"
            })
    void readsCounts(String text, String written) {
        assertThat(Count.find(text, java.util.List.of()))
                .extracting(Count::written)
                .containsExactly(written);
    }

    @ParameterizedTest
    @CsvSource({"一批重点项目", "第三届大会", "一般不得", "新一轮合作", "为同一人", "2024年度", "百家争鸣"})
    void wordsThatCountNothingAreNoCounts(String text) {
        assertThat(Count.find(text, Day.find(text, 2024))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2024年3月15日至3月31日, 2024-03-15, 2024-03-31", "3月15日至31日, 2024-03-15, 2024-03-31",
                "2023年11月底前, 2023-11-30, 2023-11-30", "12月下旬前, 2024-12-21, 2024-12-31",
        "二〇二三年九月五日, 2023-09-05, 2023-09-05", "2025-06-13, 2025-06-13, 2025-06-13",
                "2024年12月20日至次年2月5日, 2024-12-20, 2025-02-05", "7至8月份, 2024-07-01, 2024-08-31",
        "年底, 2024-12-01, 2024-12-31", "2024年11月1日—2025年1月31日, 2024-11-01, 2025-01-31",
                "12月1日至1月31日, 2024-12-01, 2025-01-31"
    })
    void readsDates(String text, String first, String last) {
        assertThat(Day.find(text, 2024)).singleElement().satisfies(day -> {
            assertThat(day.first()).hasToString(first);
            assertThat(day.last()).hasToString(last);
        });
    }

    @ParameterizedTest
    @CsvSource({"4月3日18点前, 18:00", "4月20日17:30, 17:30", "5月10日下午5点, 17:00", "4月3日上午9时30分, 09:30", "4月3日下午三点半, 15:30"})
    void readsHours(String text, String hour) {
        assertThat(Day.find(text, 2024))
                .singleElement()
                .satisfies(day -> assertThat(day.hour()).hasToString(hour));
    }

    @ParameterizedTest
    @CsvSource({"4月3日24时", "4月3日23:59"})
    void theEndOfADayIsNoHour(String text) {
        assertThat(Day.find(text, 2024))
                .singleElement()
                .satisfies(day -> assertThat(day.hour()).isNull());
    }

    @ParameterizedTest
    @CsvSource({"2月30日", "13月1日"})
    void daysThatDoNotExistAreNone(String text) {
        assertThat(Day.find(text, 2024)).isEmpty();
    }
}
