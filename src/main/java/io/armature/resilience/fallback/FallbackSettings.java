package io.armature.resilience.fallback;

import java.time.Duration;

/**
 * How copies are kept and used.
 *
 * @param maxStaleness the age up to which a copy is answered, and its time to live, 300 seconds by default
 * @param readTimeout the time that a read may take before a copy is answered, 500 milliseconds by default
 * @param storeTimeout the time that the store may cost a call in all, 20 milliseconds by default
 * @param quietTime the time after a write in which no read may fill the store, since it may have seen the item before the
 *     write, 5 seconds by default
 * @param maxFillAge the age of a read beyond which it may not fill the store, 10 seconds by default
 * @param maxItemBytes the size of an encoded item beyond which it is not kept, 64 KB by default
 * @param fillQueue the fills that may wait to be sent; beyond it they are dropped and counted, 1,000 by default
 */
public record FallbackSettings(
        Duration maxStaleness,
        Duration readTimeout,
        Duration storeTimeout,
        Duration quietTime,
        Duration maxFillAge,
        int maxItemBytes,
        int fillQueue) {

    /**
     * Returns the settings with all their defaults.
     *
     * @return the defaults
     */
    public static FallbackSettings defaults() {
        return new FallbackSettings(
                Duration.ofSeconds(300),
                Duration.ofMillis(500),
                Duration.ofMillis(20),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                64 * 1024,
                1_000);
    }
}
