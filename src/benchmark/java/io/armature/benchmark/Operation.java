package io.armature.benchmark;

/** One operation that is measured, such as encrypting an item once. */
@FunctionalInterface
interface Operation {

    /**
     * Does it once.
     *
     * @return the outcome, so that no compiler may leave the work out
     * @throws Exception if it fails, which ends the benchmark
     */
    Object run() throws Exception;
}
