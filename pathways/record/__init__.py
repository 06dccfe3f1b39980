"""What a ticked record template says about the course: pure, knows no Django."""
