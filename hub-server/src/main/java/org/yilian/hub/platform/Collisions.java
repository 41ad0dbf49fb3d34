package org.yilian.hub.platform;

import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Tells a transaction that lost a race from one that is wrong: only the first is worth trying again. */
public final class Collisions {
    private static final long LONGEST_PAUSE_MILLIS = 60;

    private Collisions() {}

    /**
     * Whether the cause is another transaction: a unique key taken meanwhile, a row version, a deadlock or a lock not got
     * in time. SQLSTATE 23505, class 40 and H2's 50200 (deadlock), 90131 (row changed). Pauses for a random moment if so.
     */
    public static boolean isOne(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof SQLException sql && isCollision(sql.getSQLState())) {
                return pause();
            }
            String name = each.getClass().getSimpleName();
            if (name.contains("OptimisticLock")
                    || name.contains("StaleObjectState")
                    || name.equals("ResourceVersionConflictException")
                    || name.contains("PessimisticLock")
                    || name.contains("LockTimeout")
                    || name.contains("CannotAcquireLock")) {
                return pause();
            }
        }
        return false;
    }

    /**
     * Does the work, and does it again where it lost a race.
     *
     * @param tries at most so many
     * @param work a whole transaction: nothing of a try that failed may stay
     */
    public static <T> T retrying(int tries, Supplier<T> work) {
        for (int left = tries; ; left--) {
            try {
                return work.get();
            } catch (RuntimeException e) {
                if (left == 1 || !isOne(e)) {
                    throw e;
                }
            }
        }
    }

    private static boolean isCollision(String state) {
        return state != null
                && (state.equals("23505")
                        || state.startsWith("40")
                        || state.equals("HYT00")
                        || state.equals("90131")
                        || state.equals("55P03"));
    }

    private static boolean pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE_MILLIS));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
