from fieldops.cli import main

main(prog_name="fieldops")
