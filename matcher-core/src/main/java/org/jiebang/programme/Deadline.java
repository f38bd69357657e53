package org.jiebang.programme;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The last moment at which something may be handed in, in Chinese time. A day is in time to its end; an hour (「18点前」) to its first
 * second included (D-07).
 *
 * @param hour null: the whole day
 * @param counts which moment counts: that of dispatch or that of arrival
 */
public record Deadline(LocalDate day, @Nullable LocalTime hour, Basis counts) {
    /** Every notice means the time of Beijing. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** Which moment of a parcel or a message counts. */
    public enum Basis {
        DISPATCHED("发出", "dispatch"),
        RECEIVED("收到", "arrival");

        private final String label;
        private final String english;

        Basis(String label, String english) {
            this.label = label;
            this.english = english;
        }

        public String label() {
            return label;
        }

        public String english() {
            return english;
        }
    }

    /**
     * What is handed in, and when.
     *
     * @param dispatched null if not known
     * @param received null if not known, or not yet
     */
    public record Submission(
            Medium medium,
            @Nullable Instant dispatched,
            @Nullable Instant received) {
        public Submission {
            if (dispatched != null && received != null && received.isBefore(dispatched)) {
                throw new IllegalArgumentException("Received " + received + " before dispatched " + dispatched
                        + ". Maybe the two moments were exchanged.");
            }
        }
    }

    /**
     * The moment that counted and what followed from it.
     *
     * @param counted in Chinese time; null if that moment is not known, which is never in time
     */
    public record Receipt(
            Medium medium, Basis basis, @Nullable LocalDateTime counted, boolean inTime) {}

    /** The deadline that lies so many working days after a day; the day itself does not count (Civil Code, article 201). */
    public static Deadline workingDaysAfter(LocalDate start, int days, Basis counts, WorkingCalendar calendar) {
        return new Deadline(calendar.plusWorkingDays(start, days), null, counts);
    }

    /** Which moment of a submission counts, and whether it is in time. */
    public Receipt receipt(Submission submission) {
        Instant moment = switch (counts) {
            case DISPATCHED -> submission.dispatched();
            case RECEIVED -> submission.received();
        };
        LocalDateTime counted = moment == null ? null : LocalDateTime.ofInstant(moment, ZONE);
        return new Receipt(submission.medium(), counts, counted, counted != null && !isPast(counted));
    }

    /** Has the deadline passed at a moment of Chinese time? */
    public boolean isPast(LocalDateTime moment) {
        return hour == null ? moment.toLocalDate().isAfter(day) : moment.isAfter(day.atTime(hour));
    }

    /** The last moment: 23:59:59 of the day, or the hour. */
    public LocalDateTime last() {
        return day.atTime(hour == null ? LocalTime.of(23, 59, 59) : hour);
    }
}
