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
package io.armature.sample.local;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Main class of the child JVMs: runs a program until standard input ends.
 *
 * <p>The parent holds the other end of that pipe and never writes to it. The operating system closes it when the
 * parent ends, whatever ended it, so the program cannot outlive the parent; unlike a process id, a pipe is never
 * given to somebody else. Uses classes of the JDK only.
 */
final class UntilInputEnds {

    /** Mode that runs the main method of a class in this JVM, and prints {@link #STARTED} once it has returned. */
    static final String MAIN_CLASS = "main-class";

    /** Mode that runs an executable as a child of this JVM. */
    static final String EXECUTABLE = "executable";

    static final String STARTED = "main class has started";

    private UntilInputEnds() {}

    public static void main(String[] arguments) throws Exception {
        String[] program = Arrays.copyOfRange(arguments, 1, arguments.length);
        if (arguments[0].equals(MAIN_CLASS)) {
            exitWhenInputEnds();
            runMainClass(program);
        } else {
            System.exit(runExecutable(program));
        }
    }

    private static void runMainClass(String[] program) throws Exception {
        try {
            Class.forName(program[0]).getMethod("main", String[].class).invoke(null, (Object)
                    Arrays.copyOfRange(program, 1, program.length));
        } catch (InvocationTargetException ex) {
            ex.getCause().printStackTrace();
            System.exit(1);
        }
        System.out.println(STARTED);
    }

    private static int runExecutable(String[] program) throws Exception {
        Process process = new ProcessBuilder(program)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process)));
        exitWhenInputEnds();
        return process.waitFor();
    }

    private static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException ex) {
            process.destroyForcibly();
        }
    }

    private static void exitWhenInputEnds() {
        Thread watcher = new Thread(
                () -> {
                    try {
                        System.in.transferTo(OutputStream.nullOutputStream());
                    } catch (IOException ex) {
                        // A broken pipe is an ended one.
                    }
                    System.exit(0);
                },
                "until-input-ends");
        watcher.setDaemon(true);
        watcher.start();
    }
}
