/*
 * Copyright 2026 the Armature authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.armature.benchmark;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Runs the main class of another program until standard input ends, which the operating system sees to when the process at its
 * other end is gone, for whatever reason. Uses classes of the JDK only.
 */
final class UntilInputEnds {

    /** What is printed when the main method has returned. */
    static final String STARTED = "main class has started";

    private UntilInputEnds() {}

    /**
     * Runs a program.
     *
     * @param args its main class and its arguments
     */
    public static void main(String[] args) throws Exception {
        Thread watcher = new Thread(UntilInputEnds::exitWhenInputEnds, "until-input-ends");
        watcher.setDaemon(true);
        watcher.start();
        Object arguments = Arrays.copyOfRange(args, 1, args.length);
        Class.forName(args[0]).getMethod("main", String[].class).invoke(null, arguments);
        System.out.println(STARTED);
    }

    private static void exitWhenInputEnds() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException ex) {
            // A broken pipe is an ended one.
        }
        System.exit(0);
    }
}
