"""`kg`: one file for each command, loaded only when the command runs, and the one place that shows errors.

Results go to stdout and nothing else does; progress, warnings and errors go to stderr. Exit 0: done. 1: the check found
violations. 2: wrong use or bad input, with one line that says what, where and what to do.
"""

from __future__ import annotations

import importlib
import os
import sys

import click

from kg import __version__
from kg.errors import KgError

# In the order in which a newcomer needs them.
COMMANDS = {
    "harvest": "Fetch minutes from a council's ModernGov site.",
    "build": "Read minutes and build the graph.",
    "query": "Ask a question: who promised what to which panel, and more.",
    "show": "Show a commitment: its words, its place, its history.",
    "explain": "Explain why a sentence is a commitment, or why not.",
    "validate": "Check the graph against its shapes and its sources.",
    "export": "Write the graph for Gephi, as tables, a picture or linked data.",
    "publish": "Write the graph as a web site of files.",
    "serve": "Show the graph in a browser, on this machine.",
    "sparql": "Ask anything in SPARQL, read-only.",
    "reason": "Check the ontology and a sample of the graph with a reasoner.",
    "evaluate": "Score the extraction against gold annotations.",
    "lexicon": "Check the phrases that experts edit.",
}


class _Commands(click.Group):
    """The commands, in the order above; a misspelt one is answered with the nearest."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"kg.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, n=1, cutoff=0.5)
            hint = f"did you mean {near[0]!r}?" if near else "see kg --help"
            raise click.UsageError(f"there is no command {args[0]!r}; {hint}", ctx=None)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="minutes-kg")
def commands() -> None:
    """Council minutes in, answers out: who promised what to which panel, and where it says so.

    Begin with `kg build FOLDER`, then `kg query who-promised-what`.
    """


def main() -> None:
    """Run the command line and exit."""
    sys.exit(run(sys.argv[1:]))


def run(args: list[str]) -> int:
    """Run one command; the exit code."""
    try:
        result = commands.main(args=args, prog_name="kg", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except KgError as error:
        return _fail(str(error))
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.exceptions.NoArgsIsHelpError as error:  # `kg` alone
        click.echo(error.ctx.get_help() if error.ctx else error.format_message())
        return 0
    except click.exceptions.Abort:
        return _fail("stopped")
    except click.ClickException as error:
        message = error.format_message().rstrip(".")
        return _fail(" ".join(message.split()) or "see kg --help")
    except BrokenPipeError:  # `kg query … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return _fail("stopped")
    except Exception as error:
        if os.environ.get("KG_TRACEBACK"):
            raise
        return _fail(
            f"a fault in the program ({type(error).__name__}: {error}); "
            "please report it with what KG_TRACEBACK=1 prints"
        )


def _fail(line: str) -> int:
    click.echo(f"kg: {line}", err=True)
    return 2
